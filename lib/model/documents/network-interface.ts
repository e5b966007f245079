import type { InterfaceAddress } from "./instance.ts";
import type { Tags } from "./tags.ts";

export type NetworkInterface = {
  id: string;
  type: string | null;
  status: string | null;
  description: string | null;
  vpcId: string | null;
  subnetId: string | null;
  zone: string | null;
  privateAddresses: InterfaceAddress[];
  ipv6Addresses: string[];
  securityGroupIds: string[];
  sourceDestCheck: boolean | null;
  attachment: {
    instanceId: string | null;
    instanceOwnerId: string | null;
    deviceIndex: number | null;
    networkCardIndex: number | null;
    status: string | null;
  } | null;
  isRequesterManaged: boolean | null;
  ownerId: string | null;
  tags: Tags;
};
