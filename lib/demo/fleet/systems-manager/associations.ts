import type { AssociationDescription, Target } from "@aws-sdk/client-ssm";
import type { Estate } from "../estate.ts";
import { ago, day, hour, regionOf } from "../estate.ts";

export type AssociationSpec = {
  name: string;
  document: string;
  targets: Target[];
  schedule: string;
  ageDays: number;
  parameters?: Record<string, string[]>;
  automationParameter?: string;
};

/** Adds a State Manager association; its executions are history (history/associations.ts). */
export function addAssociation(
  estate: Estate,
  account: string,
  region: string,
  spec: AssociationSpec,
): AssociationDescription {
  const place = regionOf(estate, account, region);
  const id = estate.ids.uuid(`${place.account}/${region}/association/${spec.name}`);
  const association: AssociationDescription = {
    AssociationId: id,
    AssociationName: spec.name,
    AssociationVersion: "1",
    Name: spec.document,
    DocumentVersion: "$DEFAULT",
    Targets: spec.targets,
    ScheduleExpression: spec.schedule,
    Date: ago(estate, spec.ageDays * day),
    LastUpdateAssociationDate: ago(estate, spec.ageDays * day),
    LastExecutionDate: ago(estate, hour),
    Overview: { Status: "Success", DetailedStatus: "Success", AssociationStatusAggregatedCount: {} },
    ...(spec.parameters ? { Parameters: spec.parameters } : {}),
    ...(spec.automationParameter ? { AutomationTargetParameterName: spec.automationParameter } : {}),
    MaxConcurrency: "50",
    MaxErrors: "10%",
    ComplianceSeverity: "UNSPECIFIED",
    SyncCompliance: "AUTO",
    ApplyOnlyAtCronInterval: false,
  };
  place.ssm.associations.set(id, association);
  return association;
}
