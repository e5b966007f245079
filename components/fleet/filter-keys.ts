import type { Choice } from "../filter/filter-draft.ts";

/** The keys of the filter language as the box offers them, with what each one asks. */
const filterKeyChoices: readonly { value: string; label: string }[] = [
  { value: "status", label: "whether SSM reaches it" },
  { value: "tag", label: "a tag, or a tag's value" },
  { value: "scope", label: "account and Region" },
  { value: "account", label: "the account's number" },
  { value: "region", label: "the Region" },
  { value: "vpc", label: "the VPC" },
  { value: "subnet", label: "the subnet" },
  { value: "state", label: "the instance's state" },
  { value: "platform", label: "the operating system" },
  { value: "agent", label: "the agent's version" },
  { value: "role", label: "the role it runs with" },
  { value: "group", label: "a security group it has" },
  { value: "cause", label: "why it cannot be reached" },
  { value: "subject", label: "the resource to blame" },
  { value: "failure", label: "AWS's word for how it failed of late" },
  { value: "excluded", label: "whether it is meant to answer" },
  { value: "starting", label: "whether it may still register by itself" },
  { value: "node", label: "the instance's id" },
];

export function keyChoices(prefix: string): Choice[] {
  const wanted = prefix.toLowerCase();
  return filterKeyChoices
    .filter(({ value }) => value.startsWith(wanted))
    .map((key) => ({ ...key, count: null }));
}
