import {
  type Association,
  type AssociationDescription,
  DescribeAssociation$,
  type DescribeAssociationRequest,
  type DescribeAssociationResult,
  ListAssociations$,
  type ListAssociationsRequest,
  type ListAssociationsResult,
} from "@aws-sdk/client-ssm";
import { defineOperation, type OperationContext } from "../operation.ts";
import { after, before, type FilterRules, matcher, oneOf, singleValued } from "./filters.ts";
import { pageOf, upTo50 } from "./paged.ts";

export const listAssociations = defineOperation<ListAssociationsRequest, ListAssociationsResult>({
  service: "ssm",
  schema: ListAssociations$,
  action: "ssm:ListAssociations",
  handle(context, input) {
    const { items, NextToken } = pageOf(context, input, {
      items: [...context.region.ssm.associations.values()],
      keyOf: (association) => association.AssociationId ?? "",
      matches: matcher(context, singleValued(input.AssociationFilterList), associationRules),
      limits: upTo50,
    });
    return { Associations: items.map(toAssociation), NextToken };
  },
});

export const describeAssociation = defineOperation<DescribeAssociationRequest, DescribeAssociationResult>({
  service: "ssm",
  schema: DescribeAssociation$,
  action: "ssm:DescribeAssociation",
  handle: (context, input) => ({ AssociationDescription: getAssociation(context, input) }),
});

type AssociationName = { AssociationId?: string; Name?: string; InstanceId?: string };

/** By its id, or, for a legacy one, by the document and the node that it binds. */
export function getAssociation(context: OperationContext, named: AssociationName): AssociationDescription {
  const { associations } = context.region.ssm;
  const association =
    named.AssociationId === undefined
      ? [...associations.values()].find(
          ({ Name, InstanceId }) =>
            Name === named.Name && InstanceId !== undefined && InstanceId === named.InstanceId,
        )
      : associations.get(named.AssociationId);
  return association ?? context.fail("AssociationDoesNotExist", "The specified association doesn't exist.");
}

const associationRules: FilterRules<AssociationDescription> = {
  // Only legacy associations bind a node by this member; those with targets are never found by it.
  InstanceId: oneOf((association) => association.InstanceId),
  Name: oneOf((association) => association.Name),
  AssociationId: oneOf((association) => association.AssociationId),
  AssociationName: oneOf((association) => association.AssociationName),
  AssociationStatusName: oneOf((association) => association.Overview?.Status),
  LastExecutedBefore: before((association) => association.LastExecutionDate),
  LastExecutedAfter: after((association) => association.LastExecutionDate),
  ResourceGroupName: (association, values) =>
    (association.Targets ?? []).some(
      ({ Key, Values = [] }) =>
        Key === "resource-groups:Name" && Values.some((value) => values.includes(value)),
    ),
};

function toAssociation(association: AssociationDescription): Association {
  return {
    Name: association.Name,
    InstanceId: association.InstanceId,
    AssociationId: association.AssociationId,
    AssociationVersion: association.AssociationVersion,
    DocumentVersion: association.DocumentVersion,
    Targets: association.Targets,
    LastExecutionDate: association.LastExecutionDate,
    Overview: association.Overview,
    ScheduleExpression: association.ScheduleExpression,
    AssociationName: association.AssociationName,
    ScheduleOffset: association.ScheduleOffset,
    Duration: association.Duration,
    TargetMaps: association.TargetMaps,
  };
}
