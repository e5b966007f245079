import type { NatGateway } from "../../model/documents/nat-gateway.ts";
import type { Scope } from "../../model/scope.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { logicalId, writeCloudFormation } from "../writing/cloudformation.ts";
import { consoleAt } from "../writing/console.ts";
import { preconditionOf } from "../writing/precondition.ts";
import { reference, resource, terraformName, writeTerraform } from "../writing/terraform.ts";
import type { FromAnswer } from "../written-call.ts";
import { type MakeChange, writeStep } from "./change.ts";
import type { Gateway } from "./route-changes.ts";

/** A public NAT gateway in a subnet that leads to the internet; `addressName` is how its address was allocated. */
export function addNatGateway(
  scope: Scope,
  {
    vpcId,
    subnetId,
    allocation,
    addressName,
  }: { vpcId: string; subnetId: string; allocation: FromAnswer; addressName: string },
): { change: MakeChange; gateway: Gateway } {
  const name = `nat_${subnetId}`;
  const stepId = `create-nat-gateway-${subnetId}`;
  const gateway: Gateway = {
    ...{ kind: "nat-gateway", id: plannedId(subnetId) },
    created: {
      input: { answerOf: stepId, at: "NatGateway.NatGatewayId" },
      terraform: reference(`aws_nat_gateway.${terraformName(name)}.id`),
      cloudformation: { "Fn::GetAtt": [logicalId(name), "NatGatewayId"] },
    },
  };
  const change: MakeChange = (snapshot) => {
    const step = writeStep(scope.region, {
      ...{ id: stepId, title: `Create a NAT gateway in ${subnetId}`, creates: "NatGateway.NatGatewayId" },
      why: "It stands in a subnet that leads to the internet gateway, and lets others out through it.",
      call: {
        operation: "ec2:CreateNatGateway",
        input: { SubnetId: subnetId, AllocationId: allocation, ConnectivityType: "public" },
      },
      console: consoleAt(scope.region, { kind: "nat-gateway" }, "Create NAT gateway"),
      terraform: writeTerraform(
        resource("aws_nat_gateway", name, {
          subnet_id: subnetId,
          allocation_id: reference(`aws_eip.${terraformName(addressName)}.id`),
        }),
      ),
      cloudformation: writeCloudFormation({
        [logicalId(name)]: {
          Type: "AWS::EC2::NatGateway",
          Properties: {
            SubnetId: subnetId,
            AllocationId: { "Fn::GetAtt": [logicalId("address", addressName), "AllocationId"] },
          },
        },
      }),
      changes: `${vpcId} has one more NAT gateway, which costs from now on; nothing leads to it yet.`,
      preconditions: [preconditionOf(snapshot, "subnet", subnetId)],
      undo: {
        sentence: "Delete it again, once no route leads to it; then its address can be released.",
        call: { operation: "ec2:DeleteNatGateway", input: { NatGatewayId: gateway.created!.input } },
      },
    });
    return { step, patch: { "nat-gateway": { put: [plannedGateway(snapshot, vpcId, subnetId)] } } };
  };
  return { change, gateway };
}

function plannedGateway({ at }: Snapshot, vpcId: string, subnetId: string): NatGateway {
  return {
    ...{ id: plannedId(subnetId), vpcId, subnetId, state: "available", connectivityType: "public" },
    ...{ availabilityMode: "zonal", routeTableId: null, failureCode: null, failureMessage: null },
    addresses: [
      {
        ...{ publicAddress: "203.0.113.1", privateAddress: null, networkInterfaceId: null },
        ...{ zone: null, status: "succeeded" },
      },
    ],
    ...{ createdAt: at, deletedAt: null, tags: {} },
  };
}

function plannedId(subnetId: string): string {
  return `nat-to-be-created-${subnetId}`;
}
