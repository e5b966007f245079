/**
 * What AWS does not document and nobody has measured: the demo cloud behaves either way, by a switch each, so that
 * the product can be shown to cope with both. The keys carry the numbers of the reference's list of open points.
 */
export type Unconfirmed = {
  /** How CloudTrail spells `errorCode`: the wire's name, or with `Exception` behind it. */
  U1_trailErrorCode: "bare" | "exception";
  /** Minutes from the last ping until SSM calls a node ConnectionLost. */
  U2_connectionLostAfterMinutes: number;
  /** How an automation ends whose targets match nothing. */
  U3_automationWithoutTargets: "Success" | "Failed";
  /** Whether SendCommand takes a stopped node (and lets the command wait for it) or refuses it. */
  U4_commandToStoppedNode: "reject" | "accept";
  /** The status of a service setting that somebody set. */
  U9_changedSettingStatus: "Customized" | "Custom";
  /** What GetConnectionStatus answers about an id that is no managed node here. */
  U13_connectionOfUnknownNode: "notconnected" | "error";
  /** HTTP status of errors in AWS JSON: always 400, or the number that the service's model carries for each. */
  U17_jsonErrorStatus: "400" | "model";
  /** How `VpcEndpoint.State` is written: `available` or `Available`. */
  U20_vpcEndpointState: "lower" | "capitalised";
  /** The text of InvalidInstanceId. */
  U23_invalidInstanceIdText: "with-ids" | "without-ids" | "empty";
  /** Whether CreateVpcEndpoint with private DNS needs `route53:AssociateVPCWithHostedZone`. */
  U25_privateDnsNeedsHostedZone: "no" | "yes";
  /** Whether an id without a record in the ids' filter fails DescribeInstanceInformation. */
  U27_unknownIdInFilter: "fail" | "ignore";
};

export const unconfirmedDefaults: Unconfirmed = {
  U1_trailErrorCode: "bare",
  U2_connectionLostAfterMinutes: 30,
  U3_automationWithoutTargets: "Failed",
  U4_commandToStoppedNode: "reject",
  U9_changedSettingStatus: "Customized",
  U13_connectionOfUnknownNode: "notconnected",
  U17_jsonErrorStatus: "400",
  U20_vpcEndpointState: "lower",
  U23_invalidInstanceIdText: "with-ids",
  U25_privateDnsNeedsHostedZone: "no",
  U27_unknownIdInFilter: "fail",
};

export function unconfirmedOf(world: { unconfirmed?: Partial<Unconfirmed> }): Unconfirmed {
  return { ...unconfirmedDefaults, ...world.unconfirmed };
}
