import type { DocumentKind } from "../model/document-kind.ts";
import type { Change } from "../model/world.ts";

/** Kinds that show how a node is, and not why. */
const symptoms: ReadonlySet<DocumentKind> = new Set([
  "managed-node",
  "connection-status",
  "image",
  "auto-scaling-instance",
  "association",
  "maintenance-window",
  "activation",
]);

/** What names and describes, and decides nothing. */
const describing = /^(Tags?|TagSet|TagList|Description|GroupName|OwnerId|Events|.*Time|.*Timestamp|.*Date)$/;

/** Of an instance, only these decide whether its agent can connect once it runs. */
const ofInstances: ReadonlySet<string> = new Set([
  "IamInstanceProfile",
  "MetadataOptions",
  "NetworkInterfaces",
  "SecurityGroups",
]);

/** Whether a change can open or close an agent's way, as a rule of a group does and a tag does not. */
export function isDeciding({ kind, field }: Pick<Change, "kind" | "field">): boolean {
  if (symptoms.has(kind)) return false;
  const [top = field] = field.split(/[.[]/);
  if (kind === "instance") return ofInstances.has(top);
  return field === "*" || !describing.test(top);
}
