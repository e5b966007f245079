import { placeOf } from "../../diagnosis/cause-order.ts";
import type { CauseCode } from "../../model/cause.ts";

/** Why no fix on the list brings back the nodes of a cause, and who could. */
export function whyLeft(code: CauseCode): string {
  const own = words[code];
  if (own !== undefined) return own;
  switch (placeOf(code)?.part) {
    case "host":
      return "All of AWS passes, so it is on the host: the walkthrough says where to look.";
    case "unprovable":
      return "What decides is not in what AWS shows: the walkthrough says whom to ask.";
    case "waiting":
      return "Nothing but time is missing.";
    default:
      return "No fix was proved to bring these back; the cause's page has what can be done.";
  }
}

const words: Partial<Record<CauseCode, string>> = {
  "organization-policy-denies":
    "A policy of the organization denies it: ask whoever runs the management account.",
  "managed-node-quota": "The Region's quota of managed nodes is used up: ask AWS for a larger one.",
  unexplained:
    "No cause can be named, as what would decide could not be read: Settings names the permissions.",
};
