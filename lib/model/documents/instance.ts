import type { InstanceState, Platform } from "../node.ts";
import type { Tags } from "./tags.ts";

/** An EC2 instance. A terminated one stays listed for about an hour without network, so all of that may be null. */
export type Instance = {
  id: string;
  state: InstanceState;
  /** Who or what moved it into its state, as "User initiated (2026-11-01 12:00:00 GMT)". */
  stateTransitionReason: string | null;
  stateReasonCode: string | null;
  launchedAt: number | null;
  platform: Platform;
  platformDetails: string | null;
  architecture: string | null;
  instanceType: string | null;
  imageId: string | null;
  zone: string | null;
  vpcId: string | null;
  subnetId: string | null;
  privateAddress: string | null;
  publicAddress: string | null;
  ipv6Address: string | null;
  securityGroupIds: string[];
  networkInterfaces: InstanceNetworkInterface[];
  instanceProfileArn: string | null;
  metadataOptions: MetadataOptions | null;
  sourceDestCheck: boolean | null;
  ownerId: string | null;
  tags: Tags;
};

export type InstanceNetworkInterface = {
  id: string;
  deviceIndex: number | null;
  networkCardIndex: number | null;
  attachmentStatus: string | null;
  subnetId: string | null;
  vpcId: string | null;
  privateAddresses: InterfaceAddress[];
  ipv6Addresses: string[];
  securityGroupIds: string[];
  sourceDestCheck: boolean | null;
};

/** A private address of an interface. The public one belongs to it alone, not to the interface or the instance. */
export type InterfaceAddress = { address: string; isPrimary: boolean; publicAddress: string | null };

export type MetadataOptions = {
  /** `applied`, or `pending` while a change is on its way. */
  state: string | null;
  httpEndpoint: string | null;
  /** `required`: version 2 only; `optional`: both. */
  httpTokens: string | null;
  httpPutResponseHopLimit: number | null;
  httpProtocolIpv6: string | null;
};
