const abbreviations: Record<string, string> = {
  acl: "ACL",
  dns: "DNS",
  iam: "IAM",
  ipv6: "IPv6",
  nat: "NAT",
  s3: "S3",
  ssm: "SSM",
  vpc: "VPC",
};

/** What a fix's id says, whatever it was applied to: "Allow security group egress". */
export function titleOfFix(id: string): string {
  const [first = "", ...rest] = id.split("-").map((word) => abbreviations[word] ?? word);
  return [first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(" ");
}
