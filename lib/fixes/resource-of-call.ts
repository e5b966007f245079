import { isFromAnswer, type WrittenCall } from "./written-call.ts";

/** What a call is about, by the first of these that its input names: a part before the whole that it is in. */
const names = [
  "InstanceId",
  "InstanceIds",
  "VpcEndpointId",
  "VpcEndpointIds",
  "GroupId",
  "NetworkAclId",
  "RouteTableId",
  "InternetGatewayId",
  "NatGatewayId",
  "NetworkInterfaceId",
  "ExclusionId",
  "SubnetId",
  "VpcId",
  "RoleName",
  "InstanceProfileName",
  "SettingId",
  "WindowTargetId",
  "AssociationId",
  "AllocationId",
  "DocumentName",
] as const;

/** What is made out of nothing that an input could name. */
const made: { [Operation in WrittenCall["operation"]]?: string } = {
  "ec2:AllocateAddress": "a new Elastic IP address",
};

/**
 * What a confirmation has to name, so that nobody applies what they did not read: the resource that the call changes, or
 * the one in which it makes something. `answers` are those of the steps before.
 */
export function resourceOf(
  { operation, input }: Pick<WrittenCall, "operation" | "input">,
  answers: Readonly<Record<string, unknown>> = {},
): string {
  for (const name of names) {
    const value = input[name];
    const ids = (Array.isArray(value) ? value : [value]).flatMap((each) => nameOf(each, answers));
    if (ids.length === 1) return ids[0]!;
    if (ids.length > 1) return `${ids[0]} and ${ids.length - 1} more`;
  }
  return made[operation] ?? operation;
}

function nameOf(value: unknown, answers: Readonly<Record<string, unknown>>): string[] {
  if (typeof value === "string" && value !== "") return [value];
  if (!isFromAnswer(value)) return [];
  const known = value.at
    .split(".")
    .reduce<unknown>(
      (inner, name) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, name) : undefined),
      answers[value.answerOf],
    );
  return [typeof known === "string" ? known : value.answerOf];
}
