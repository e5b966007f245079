import type { NetworkInterface } from "../../model/documents/network-interface.ts";
import type { VpcEndpoint } from "../../model/documents/vpc-endpoint.ts";
import type { Scope } from "../../model/scope.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { logicalId, writeCloudFormation } from "../writing/cloudformation.ts";
import { consoleAt } from "../writing/console.ts";
import { preconditionOf } from "../writing/precondition.ts";
import { existingResource, type TerraformBody, writeTerraform } from "../writing/terraform.ts";
import { type MakeChange, writeStep } from "./change.ts";

/** A change of an endpoint that stands, in all the words for it. */
export type Modification = {
  endpointId: string;
  /** Tells the step apart from others on the same endpoint. */
  name: string;
  title: string;
  why: string;
  changes: string;
  /** What is chosen in the console's menu of the endpoint. */
  choice: string;
  input: Record<string, unknown>;
  undo: { sentence: string; input: Record<string, unknown> };
  terraform: TerraformBody;
  cloudformation: Record<string, unknown>;
  becomes(endpoint: VpcEndpoint): VpcEndpoint;
  /** Its interfaces, where they change with it. */
  interfaces?(interfaces: readonly NetworkInterface[], snapshot: Snapshot): NetworkInterface[];
};

export function modifyEndpoint(scope: Scope, modification: Modification): MakeChange {
  const { endpointId: id, name, title, why, changes, choice, undo } = modification;
  return (snapshot) => {
    const endpoint = snapshot.get("vpc-endpoint", id)!;
    const step = writeStep(scope.region, {
      ...{ id: `${name}-${id}`, title, why, changes },
      call: { operation: "ec2:ModifyVpcEndpoint", input: { VpcEndpointId: id, ...modification.input } },
      console: consoleAt(scope.region, { kind: "vpc-endpoint", id }, "Actions", choice),
      terraform: writeTerraform(existingResource("aws_vpc_endpoint", id, modification.terraform)),
      cloudformation: writeCloudFormation(
        {
          [logicalId(id)]: { Type: "AWS::EC2::VPCEndpoint", Properties: modification.cloudformation },
        },
        { existing: id },
      ),
      preconditions: [preconditionOf(snapshot, "vpc-endpoint", id)],
      undo: {
        sentence: undo.sentence,
        call: { operation: "ec2:ModifyVpcEndpoint", input: { VpcEndpointId: id, ...undo.input } },
      },
    });
    const interfaces = modification.interfaces?.(interfacesOf(snapshot, endpoint), snapshot) ?? [];
    return {
      step,
      patch: {
        "vpc-endpoint": { put: [modification.becomes(endpoint)] },
        ...(interfaces.length > 0 && { "network-interface": { put: interfaces } }),
      },
    };
  };
}

function interfacesOf(snapshot: Snapshot, { networkInterfaceIds }: VpcEndpoint): NetworkInterface[] {
  return networkInterfaceIds.flatMap((id) => snapshot.get("network-interface", id) ?? []);
}
