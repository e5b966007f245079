import type { Association as AwsAssociation } from "@aws-sdk/client-ssm";
import type { Association } from "../model/documents/association.ts";
import { defineCollector } from "./define-collector.ts";
import { listed } from "./listing.ts";
import { required } from "./parsing.ts";
import type { Stored } from "./stored.ts";
import { toTargets } from "./targets.ts";

export const associations = defineCollector({
  kind: "association",
  actions: ["ssm:ListAssociations"],
  read: (reader) =>
    listed(
      reader.pages("ssm:ListAssociations", {}),
      (answer) => answer.Associations,
      (association) => association.AssociationId,
    ),
  parse: toAssociation,
});

export function toAssociation(association: Stored<AwsAssociation>): Association {
  return {
    id: required(association.AssociationId, "AssociationId"),
    name: association.AssociationName ?? null,
    documentName: association.Name ?? null,
    documentVersion: association.DocumentVersion ?? null,
    targets: toTargets(association.Targets),
    targetMaps: association.TargetMaps ?? [],
    instanceId: association.InstanceId || null,
    scheduleExpression: association.ScheduleExpression ?? null,
    status: association.Overview?.Status ?? null,
    detailedStatus: association.Overview?.DetailedStatus ?? null,
    resourceCountByStatus: association.Overview?.AssociationStatusAggregatedCount ?? {},
  };
}
