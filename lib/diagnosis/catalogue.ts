import type { CauseCode } from "../model/cause.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import type { CheckGroup } from "../model/verdict.ts";
import type { CauseText } from "./catalogue/cause-text.ts";
import { identityTexts } from "./catalogue/identity-texts.ts";
import { instanceTexts } from "./catalogue/instance-texts.ts";
import { networkTexts } from "./catalogue/network-texts.ts";
import { sessionTexts } from "./catalogue/session-texts.ts";
import { targetTexts } from "./catalogue/target-texts.ts";
import type { Check } from "./check.ts";
import { checks } from "./checks/index.ts";

/** What can be said of every cause, whatever the fleet. */
export const causeTexts: Readonly<Record<CauseCode, CauseText>> = {
  ...targetTexts,
  ...instanceTexts,
  ...identityTexts,
  ...networkTexts,
  ...sessionTexts,
};

/** A check as its page shows it. */
export type CatalogueCheck = Pick<Check, "id" | "title" | "passTitle" | "why" | "rows"> & {
  group: CheckGroup;
  needs: readonly { kind: DocumentKind; actions: readonly string[] }[];
};

/** A cause with all that its page says, but for who has it. */
export type CatalogueEntry = CauseText & {
  code: CauseCode;
  /** Those that can find it of a node; none for what only a failure can have. */
  checks: readonly CatalogueCheck[];
  /** The IAM actions that its checks read with. */
  permissions: readonly string[];
};

/** What is known of a cause. `actionsOf` tells with which actions a kind of document is read, as its collector lists them. */
export function describeCause(
  code: CauseCode,
  actionsOf: (kind: DocumentKind) => readonly string[],
): CatalogueEntry {
  const text = causeTexts[code];
  const found = checks
    .filter(({ causes }) => causes.includes(code))
    .map(({ id, group, title, passTitle, why, rows, needs }): CatalogueCheck => {
      const kinds = needs.map((kind) => ({ kind, actions: actionsOf(kind) }));
      return { ...{ id, group, title, passTitle, rows }, why: why.replace(/\s+/g, " "), needs: kinds };
    });
  return {
    ...text,
    code,
    rows: [...new Set([...text.rows, ...found.flatMap(({ rows }) => rows)])],
    checks: found,
    permissions: [...new Set(found.flatMap(({ needs }) => needs.flatMap(({ actions }) => actions)))].sort(),
  };
}
