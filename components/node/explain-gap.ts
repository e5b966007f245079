import type { GapSummary } from "../../lib/api/verdict.ts";
import { explainDocumentKind } from "../../lib/format/document-kind.ts";

/** Why a fact is missing, and what would bring it: the permission and who needs it, where that is the reason. */
export function explainGap(gap: GapSummary): string {
  const what = explainDocumentKind(gap.kind);
  const account = gap.scope.slice(0, gap.scope.indexOf(":"));
  switch (gap.reason) {
    case "denied":
      return `Grant ${gap.action} to the role that Muster reads ${account} with.`;
    case "throttled":
      return `AWS throttled ${gap.action}; the next read tries again.`;
    case "unsupported":
      return `${what}: not offered here, so ${gap.action} was not asked.`;
    case "awaited":
      return `${what}: the next read of ${gap.action} tells.`;
    case "failed":
      return `${gap.action} failed. AWS answered: ${gap.message}`;
  }
}
