import {
  AssociateRouteTable$,
  type AssociateRouteTableRequest,
  type AssociateRouteTableResult,
  DisassociateRouteTable$,
  type DisassociateRouteTableRequest,
} from "@aws-sdk/client-ec2";
import { defineOperation } from "../operation.ts";
import { getOne, kinds, newId } from "./identifiers.ts";

export const associateRouteTable = defineOperation<AssociateRouteTableRequest, AssociateRouteTableResult>({
  service: "ec2",
  schema: AssociateRouteTable$,
  action: "ec2:AssociateRouteTable",
  mutates: true,
  handle(context, { RouteTableId = "", SubnetId = "" }) {
    const { ec2 } = context.region;
    const table = getOne(kinds.routeTable, ec2.routeTables, RouteTableId);
    const subnet = getOne(kinds.subnet, ec2.subnets, SubnetId);
    if (subnet.VpcId !== table.VpcId) {
      context.fail(
        "InvalidParameterValue",
        `Route table ${RouteTableId} and network ${SubnetId} belong to different networks`,
      );
    }
    const standing = [...ec2.routeTables.values()]
      .flatMap(({ Associations = [] }) => Associations)
      .find((association) => association.SubnetId === SubnetId);
    if (standing?.RouteTableId === RouteTableId) {
      return { AssociationId: standing.RouteTableAssociationId, AssociationState: standing.AssociationState };
    }
    if (standing) {
      context.fail(
        "Resource.AlreadyAssociated",
        `the specified association for route table ${RouteTableId} conflicts with an existing association`,
      );
    }
    context.proceed();
    const association = {
      Main: false,
      RouteTableAssociationId: newId("rtbassoc"),
      RouteTableId,
      SubnetId,
      AssociationState: { State: "associated" as const },
    };
    table.Associations = [...(table.Associations ?? []), association];
    context.changed(RouteTableId, SubnetId);
    return {
      AssociationId: association.RouteTableAssociationId,
      AssociationState: association.AssociationState,
    };
  },
});

export const disassociateRouteTable = defineOperation<DisassociateRouteTableRequest, void>({
  service: "ec2",
  schema: DisassociateRouteTable$,
  action: "ec2:DisassociateRouteTable",
  mutates: true,
  handle(context, { AssociationId }) {
    for (const table of context.region.ec2.routeTables.values()) {
      const association = table.Associations?.find(
        ({ RouteTableAssociationId }) => RouteTableAssociationId === AssociationId,
      );
      if (!association) continue;
      if (association.Main) {
        context.fail(
          "InvalidParameterValue",
          `cannot disassociate the main route table association ${AssociationId}`,
        );
      }
      context.proceed();
      table.Associations = table.Associations?.filter((other) => other !== association);
      context.changed(table.RouteTableId ?? "", association.SubnetId ?? "");
      return;
    }
    context.fail("InvalidAssociationID.NotFound", `The association ID '${AssociationId}' does not exist`);
  },
});
