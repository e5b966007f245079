import { nodeId, type RawAnswers } from "../a-bundle.ts";
import { anInterface, type Way } from "../a-bundle-network.ts";
import type { Parts } from "../diagnose-cases/case.ts";
import type { Neighbour } from "../diagnose-cases/neighbour.ts";

/** One connection in the account of `a-bundle.ts`, and what has to be said of it. */
export type TraceCase = {
  name: string;
  way: Way;
  change?(parts: Parts, answers: RawAnswers): void;
  denied?: string[];
  /** Bundles of other scopes that are given with it. */
  beside?: Neighbour[];
  /** The node unless told. */
  from?: string;
  to: string;
  protocol?: string;
  port?: number;
  expected: {
    answer: "reachable" | "blocked" | "undecided";
    /** `cause kind id` of each, in path order. */
    blockers?: readonly string[];
    /** The code of what cannot be proved, or the action that is not granted. */
    doubts?: readonly string[];
    /** Of the first blocker. */
    code?: string;
    /** How the first blocker is put. */
    sentence?: string;
    warnings?: readonly string[];
    destination?: { service?: string | null; endpoint?: string; addresses: readonly string[] };
  };
};

export const node = nodeId;

/** Puts an interface of another machine into the answers. */
export function addInterface(
  answers: RawAnswers,
  id: string,
  subnetId: string,
  address: string,
  groups: string[],
  changes: object = {},
): void {
  answers["ec2:DescribeNetworkInterfaces"].NetworkInterfaces.push({
    ...anInterface(id, subnetId, address, groups),
    InterfaceType: "interface",
    ...changes,
  });
}

export function addGroup(
  answers: RawAnswers,
  GroupId: string,
  IpPermissions: object[],
  VpcId = "vpc-1",
): void {
  answers["ec2:DescribeSecurityGroups"].SecurityGroups.push({
    ...{ GroupId, GroupName: GroupId, VpcId, IpPermissions, IpPermissionsEgress: [] },
  });
}
