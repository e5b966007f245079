import { scopeKey } from "../model/scope.ts";
import type { Evidence } from "../model/verdict.ts";
import type { Change } from "../model/world.ts";
import { evidence } from "./finding.ts";
import type { NodeView } from "./node-view.ts";

/** What changed, how, and by whom as far as CloudTrail told. */
export function describeChange({ field, id, event, by }: Change): string {
  const whom = by === null ? "" : ` by ${principalName(by)}`;
  return `${subjectOf(field)}${id} was ${verbOf(event)}${whom}.`;
}

/** The same as a fact that a cause stands on. */
export function changeEvidence(node: NodeView, change: Change): Evidence {
  const { kind, id, field, at, event, scope } = change;
  const there = isElsewhere(node, change) ? node.scope.world.snapshots.get(scope) : undefined;
  return evidence(there ?? node.snapshot, {
    sentence: describeChange(change),
    // What CloudTrail did not tell was seen by reading twice.
    api: event === undefined ? "muster:history" : "cloudtrail:LookupEvents",
    field: event ?? field,
    value: new Date(at).toISOString(),
    document: there === undefined ? { kind, id } : { kind, id, scope },
  });
}

/** Whether a change was made in another scope than the node's. */
export function isElsewhere({ snapshot }: NodeView, { scope }: Change): boolean {
  return scope !== scopeKey(snapshot.scope);
}

/** `role/terraform-ci` for a session of that role, `user/maya` for a user; what is neither as it is. */
export function principalName(caller: string): string {
  const [, role] = /:assumed-role\/([^/]+)/.exec(caller) ?? [];
  if (role !== undefined) return `role/${role}`;
  return /^arn:[^:]*:(?:iam|sts)::\d*:(.+)$/.exec(caller)?.[1] ?? caller;
}

const subjects: Readonly<Record<string, string>> = {
  "*": "",
  IpPermissionsEgress: "An outbound rule of ",
  IpPermissions: "An inbound rule of ",
  Entries: "An entry of ",
  Routes: "A route of ",
};

function subjectOf(field: string): string {
  return subjects[field] ?? `${field} of `;
}

const verbs: readonly [RegExp, string][] = [
  [/^Revoke/, "revoked"],
  [/^(Authorize|Add|Put)/, "added"],
  [/^Create/, "created"],
  [/^Delete/, "deleted"],
  [/^Replace/, "replaced"],
  [/^(Attach|Associate)/, "attached"],
  [/^(Detach|Disassociate|Remove)/, "detached"],
];

function verbOf(event = ""): string {
  return verbs.find(([pattern]) => pattern.test(event))?.[1] ?? "changed";
}
