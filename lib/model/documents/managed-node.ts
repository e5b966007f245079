import type { Platform } from "../node.ts";

/** SSM's record of a node (InstanceInformation). */
export type ManagedNode = {
  /** `i-…`, or `mi-…` for a hybrid-activated machine. */
  id: string;
  /** `Inactive` is no longer given by AWS, and means the same as ConnectionLost. */
  pingStatus: "Online" | "ConnectionLost" | "Inactive";
  /** Kept beside the document, as it moves every five minutes. */
  lastPingAt: number | null;
  agentVersion: string | null;
  isLatestVersion: boolean | null;
  platform: Platform | null;
  platformName: string | null;
  platformVersion: string | null;
  /** `EC2Instance` or `ManagedInstance`. */
  resourceType: string | null;
  activationId: string | null;
  /** The role's name of a hybrid node. */
  iamRole: string | null;
  registeredAt: number | null;
  name: string | null;
  address: string | null;
  computerName: string | null;
  associationStatus: string | null;
  sourceId: string | null;
  sourceType: string | null;
};
