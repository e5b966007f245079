/** What keeps VPCs of this account and Region off the internet, and who is excepted. One document a scope. */
export type BlockPublicAccess = {
  /** The Region. */
  id: string;
  /** `off`, `block-bidirectional` or `block-ingress`. */
  internetGatewayBlockMode: string | null;
  state: string | null;
  exclusionsAllowed: string | null;
  managedBy: string | null;
  /** Undefined where the exclusions could not be read. */
  exclusions: BlockPublicAccessExclusion[] | undefined;
};

export type BlockPublicAccessExclusion = {
  id: string;
  /** `allow-bidirectional` or `allow-egress`. */
  mode: string | null;
  /** The ARN of a VPC or a subnet. */
  resourceArn: string | null;
  state: string | null;
};
