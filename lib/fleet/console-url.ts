/** Where the AWS console of each partition lives. A partition that is not here has no link rather than a wrong one. */
const consoleHosts: Record<string, (region: string) => string> = {
  aws: (region) => `${region}.console.aws.amazon.com`,
  "aws-cn": (region) => `${region}.console.amazonaws.cn`,
  "aws-us-gov": (region) => `${region}.console.amazonaws-us-gov.com`,
};

/** A node's page in the AWS console: EC2's for an instance, Fleet Manager's for a hybrid node. */
export function nodeConsoleUrl(partition: string, region: string, id: string): string | null {
  const host = consoleHosts[partition]?.(region);
  if (!host) return null;
  return id.startsWith("mi-")
    ? `https://${host}/systems-manager/fleet-manager/managed-nodes/${id}/general?region=${region}`
    : `https://${host}/ec2/home?region=${region}#InstanceDetails:instanceId=${id}`;
}
