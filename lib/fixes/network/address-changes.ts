import type { Instance, InterfaceAddress } from "../../model/documents/instance.ts";
import type { NetworkInterface } from "../../model/documents/network-interface.ts";
import type { Scope } from "../../model/scope.ts";
import type { SnapshotPatch } from "../../model/snapshot.ts";
import { logicalId, writeCloudFormation } from "../writing/cloudformation.ts";
import { consoleAt } from "../writing/console.ts";
import { preconditionOf } from "../writing/precondition.ts";
import { reference, resource, terraformName, writeTerraform } from "../writing/terraform.ts";
import type { FromAnswer } from "../written-call.ts";
import { type MakeChange, writeStep } from "./change.ts";

/** Stands for the address that AWS will give, out of a block that is nobody's. */
const plannedAddress = "203.0.113.1";

/** `name` is whom it is for: it tells the address apart in what is written. */
export function allocateAddress(scope: Scope, name: string): { change: MakeChange; allocation: FromAnswer } {
  const id = `allocate-address-${name}`;
  const allocation = { answerOf: id, at: "AllocationId" };
  const change: MakeChange = () => ({
    step: writeStep(scope.region, {
      ...{ id, title: "Allocate an Elastic IP address", creates: allocation.at },
      why: "An address of its own stays over stops and starts.",
      call: { operation: "ec2:AllocateAddress", input: { Domain: "vpc" } },
      console: consoleAt(scope.region, { kind: "elastic-address" }, "Allocate Elastic IP address"),
      terraform: writeTerraform(resource("aws_eip", name, { domain: "vpc" })),
      cloudformation: writeCloudFormation({
        [logicalId("address", name)]: { Type: "AWS::EC2::EIP", Properties: { Domain: "vpc" } },
      }),
      changes: "The account has one more address, which costs from now on.",
      preconditions: [],
      undo: {
        sentence: "Release it again, once nothing has it.",
        call: { operation: "ec2:ReleaseAddress", input: { AllocationId: allocation } },
      },
    }),
    patch: {},
  });
  return { change, allocation };
}

export function associateAddress(
  scope: Scope,
  {
    interfaceId,
    privateAddress,
    allocation,
  }: { interfaceId: string; privateAddress: string; allocation: FromAnswer },
): MakeChange {
  const id = `associate-${interfaceId}`;
  return (snapshot) => {
    const own = snapshot.get("network-interface", interfaceId);
    const instance = snapshot
      .all("instance")
      .find(({ networkInterfaces }) => networkInterfaces.some((each) => each.id === interfaceId));
    const step = writeStep(scope.region, {
      ...{ id, title: `Associate it with ${interfaceId}`, creates: "AssociationId" },
      why: "The internet gateway lets out only what has a public address.",
      call: {
        operation: "ec2:AssociateAddress",
        input: {
          ...{ AllocationId: allocation, NetworkInterfaceId: interfaceId },
          ...{ PrivateIpAddress: privateAddress, AllowReassociation: false },
        },
      },
      console: consoleAt(
        scope.region,
        { kind: "network-interface", id: interfaceId },
        "Actions",
        "Associate address",
      ),
      terraform: writeTerraform(
        resource("aws_eip_association", interfaceId, {
          allocation_id: reference(`aws_eip.${terraformName(interfaceId)}.id`),
          ...{ network_interface_id: interfaceId, private_ip_address: privateAddress },
        }),
      ),
      cloudformation: writeCloudFormation({
        [logicalId("association", interfaceId)]: {
          Type: "AWS::EC2::EIPAssociation",
          Properties: {
            AllocationId: { "Fn::GetAtt": [logicalId("address", interfaceId), "AllocationId"] },
            ...{ NetworkInterfaceId: interfaceId, PrivateIpAddress: privateAddress },
          },
        },
      }),
      changes: `${interfaceId} has a public address for ${privateAddress}.`,
      preconditions: [
        ...(own === undefined ? [] : [preconditionOf(snapshot, "network-interface", interfaceId)]),
        ...(instance === undefined ? [] : [preconditionOf(snapshot, "instance", instance.id)]),
      ],
      undo: {
        sentence: "Take the address away from it again.",
        call: {
          operation: "ec2:DisassociateAddress",
          input: { AssociationId: { answerOf: id, at: "AssociationId" } },
        },
      },
    });
    return { step, patch: patchOf(own, instance, interfaceId, privateAddress) };
  };
}

/** The address belongs to a private one of the interface, and the instance wears it. */
function patchOf(
  own: NetworkInterface | undefined,
  instance: Instance | undefined,
  interfaceId: string,
  privateAddress: string,
): SnapshotPatch {
  const named = <Owner extends { privateAddresses: InterfaceAddress[] }>(owner: Owner): Owner => ({
    ...owner,
    privateAddresses: owner.privateAddresses.map((each) =>
      each.address === privateAddress ? { ...each, publicAddress: plannedAddress } : each,
    ),
  });
  const networkInterfaces = instance?.networkInterfaces.map((each) =>
    each.id === interfaceId ? named(each) : each,
  );
  return {
    ...(own && { "network-interface": { put: [named(own)] } }),
    ...(instance &&
      networkInterfaces && {
        instance: { put: [{ ...instance, publicAddress: plannedAddress, networkInterfaces }] },
      }),
  };
}
