import type { FailureFilterKey } from "../../lib/routes/failures.ts";
import type { Choice } from "../filter/filter-draft.ts";

const about: Record<FailureFilterKey | "tag", string> = {
  kind: "AWS's own word for it",
  cause: "why it failed then",
  document: "the document that was to run",
  caller: "who asked for it",
  operation: "the call or run",
  source: "where AWS records it",
  node: "a node that it was aimed at",
  tag: "a tag of its nodes",
  subject: "the resource to blame",
  status: "how its nodes stand now",
  scope: "account and Region",
  account: "the account's number",
  region: "the Region",
};

/** The keys of the failures' filter as its box offers them, with what each one asks. */
export function failureKeyChoices(prefix: string): Choice[] {
  const wanted = prefix.toLowerCase();
  return Object.entries(about)
    .filter(([value]) => value.startsWith(wanted))
    .map(([value, label]) => ({ value, label, count: null }));
}
