import type { CauseCode } from "../../model/cause.ts";

const abbreviations: Record<string, string> = {
  acl: "ACL",
  nat: "NAT",
  vpc: "VPC",
  dns: "DNS",
  ipv6: "IPv6",
};

/** What a code says, whatever the subject, short enough for a facet: "Security group egress blocks". */
export function titleOfCause(code: CauseCode): string {
  const [first = "", ...rest] = code.split("-").map((word) => abbreviations[word] ?? word);
  return [first[0]!.toUpperCase() + first.slice(1), ...rest].join(" ");
}
