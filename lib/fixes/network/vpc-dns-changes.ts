import type { Vpc } from "../../model/documents/vpc.ts";
import type { Scope } from "../../model/scope.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { logicalId, writeCloudFormation } from "../writing/cloudformation.ts";
import { consoleAt } from "../writing/console.ts";
import { preconditionOf } from "../writing/precondition.ts";
import { existingResource, writeTerraform } from "../writing/terraform.ts";
import { type MakeChange, writeStep } from "./change.ts";

const attributes = {
  enableDnsSupport: { sdk: "EnableDnsSupport", terraform: "enable_dns_support", name: "DNS resolution" },
  enableDnsHostnames: { sdk: "EnableDnsHostnames", terraform: "enable_dns_hostnames", name: "DNS hostnames" },
} as const;
type Attribute = keyof typeof attributes;

/** Switches on what is off, in the order in which EC2 takes it: hostnames need support, and each is a call of its own. */
export function switchOnDns(
  scope: Scope,
  snapshot: Snapshot,
  vpc: Vpc,
  needed: readonly Attribute[],
  why: string,
): MakeChange[] {
  return needed
    .filter((attribute) => snapshot.part("vpc", vpc, attribute) === false)
    .map((attribute) => switchOn(scope, vpc.id, attribute, why));
}

function switchOn(scope: Scope, vpcId: string, attribute: Attribute, why: string): MakeChange {
  const { sdk, terraform, name } = attributes[attribute];
  return (snapshot) => {
    const input = (Value: boolean) => ({ VpcId: vpcId, [sdk]: { Value } });
    const step = writeStep(scope.region, {
      ...{ id: `switch-on-${terraform.replaceAll("_", "-")}-${vpcId}`, why },
      title: `Switch on ${name} in ${vpcId}`,
      call: { operation: "ec2:ModifyVpcAttribute", input: input(true) },
      console: consoleAt(scope.region, { kind: "vpc", id: vpcId }, "Actions", "Edit VPC settings"),
      terraform: writeTerraform(existingResource("aws_vpc", vpcId, { [terraform]: true })),
      cloudformation: writeCloudFormation(
        { [logicalId(vpcId)]: { Type: "AWS::EC2::VPC", Properties: { [sdk]: true } } },
        { existing: vpcId },
      ),
      changes: `${name} is on in ${vpcId}.`,
      preconditions: [preconditionOf(snapshot, "vpc", vpcId)],
      undo: {
        sentence: `Switch ${name} off again.`,
        call: { operation: "ec2:ModifyVpcAttribute", input: input(false) },
      },
    });
    const vpc = snapshot.get("vpc", vpcId)!;
    return { step, patch: { vpc: { put: [{ ...vpc, [attribute]: true }] } } };
  };
}
