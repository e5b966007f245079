import type { Tags } from "./tags.ts";

export type Vpc = {
  id: string;
  /** Every IPv4 block in state `associated`, the first one included. */
  cidrBlocks: string[];
  ipv6CidrBlocks: string[];
  dhcpOptionsId: string | null;
  /** Undefined where it could not be read: the gap of this VPC says why. */
  enableDnsSupport: boolean | undefined;
  enableDnsHostnames: boolean | undefined;
  /** `off`, `block-bidirectional` or `block-ingress`, where AWS says so of the VPC. */
  internetGatewayBlockMode: string | null;
  isDefault: boolean;
  ownerId: string | null;
  state: string | null;
  tags: Tags;
};
