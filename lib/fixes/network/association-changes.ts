import type { RouteTable } from "../../model/documents/route-table.ts";
import type { Scope } from "../../model/scope.ts";
import { logicalId, writeCloudFormation } from "../writing/cloudformation.ts";
import { consoleAt } from "../writing/console.ts";
import { preconditionOf } from "../writing/precondition.ts";
import { resource, writeTerraform } from "../writing/terraform.ts";
import { type MakeChange, writeStep } from "./change.ts";

/** Gives a subnet another table: the one that it has chosen is given up before. Nothing where that has no id to do it by. */
export function moveSubnet(
  scope: Scope,
  { from, to, subnetId, why }: { from: RouteTable; to: RouteTable; subnetId: string; why: string },
): MakeChange[] {
  const standing = from.associationIds[subnetId];
  if (standing === undefined && from.subnetIds.includes(subnetId)) return [];
  return [
    ...(standing === undefined ? [] : [disassociate(scope, { tableId: from.id, subnetId, standing, why })]),
    associate(scope, { tableId: to.id, subnetId, why }),
  ];
}

const console = (scope: Scope, id: string) =>
  consoleAt(scope.region, { kind: "route-table", id }, "Subnet associations", "Edit subnet associations");

function disassociate(
  scope: Scope,
  { tableId, subnetId, standing, why }: { tableId: string; subnetId: string; standing: string; why: string },
): MakeChange {
  return (snapshot) => {
    const table = snapshot.get("route-table", tableId)!;
    const step = writeStep(scope.region, {
      ...{ id: `disassociate-${subnetId}`, why, title: `Let ${subnetId} give up ${tableId}` },
      call: { operation: "ec2:DisassociateRouteTable", input: { AssociationId: standing } },
      console: console(scope, tableId),
      ...{ terraform: null, cloudformation: null },
      changes: `${subnetId} sends by the main table of its VPC, until the next step.`,
      preconditions: [preconditionOf(snapshot, "route-table", tableId)],
      undo: {
        sentence: `Associate it with ${tableId} again.`,
        call: { operation: "ec2:AssociateRouteTable", input: { RouteTableId: tableId, SubnetId: subnetId } },
      },
    });
    const { [subnetId]: _, ...associationIds } = table.associationIds;
    const subnetIds = table.subnetIds.filter((id) => id !== subnetId);
    return { step, patch: { "route-table": { put: [{ ...table, subnetIds, associationIds }] } } };
  };
}

function associate(
  scope: Scope,
  { tableId, subnetId, why }: { tableId: string; subnetId: string; why: string },
): MakeChange {
  return (snapshot) => {
    const table = snapshot.get("route-table", tableId)!;
    const id = `associate-${subnetId}`;
    const input = { RouteTableId: tableId, SubnetId: subnetId };
    const step = writeStep(scope.region, {
      ...{ id, why, title: `Let ${subnetId} use ${tableId}`, creates: "AssociationId" },
      call: { operation: "ec2:AssociateRouteTable", input },
      console: console(scope, tableId),
      terraform: writeTerraform(
        resource("aws_route_table_association", subnetId, { subnet_id: subnetId, route_table_id: tableId }),
      ),
      cloudformation: writeCloudFormation({
        [logicalId("association", subnetId)]: {
          ...{ Type: "AWS::EC2::SubnetRouteTableAssociation", Properties: input },
        },
      }),
      changes: `${subnetId} sends by ${tableId}.`,
      preconditions: [preconditionOf(snapshot, "route-table", tableId)],
      undo: {
        sentence: "Take the association away again: the subnet then uses the main table.",
        call: {
          operation: "ec2:DisassociateRouteTable",
          input: { AssociationId: { answerOf: id, at: "AssociationId" } },
        },
      },
    });
    const put = {
      ...{ ...table, subnetIds: [...table.subnetIds, subnetId] },
      associationIds: { ...table.associationIds, [subnetId]: "rtbassoc-to-be-created" },
    };
    return { step, patch: { "route-table": { put: [put] } } };
  };
}
