import { randomUUID } from "node:crypto";
import {
  type AssociationDescription,
  CreateAssociation$,
  type CreateAssociationRequest,
  type CreateAssociationResult,
  DeleteAssociation$,
  type DeleteAssociationRequest,
  StartAssociationsOnce$,
  type StartAssociationsOnceRequest,
  UpdateAssociation$,
  type UpdateAssociationRequest,
  type UpdateAssociationResult,
} from "@aws-sdk/client-ssm";
import { defineOperation } from "../operation.ts";
import { runAssociation } from "./association-run.ts";
import { checkAssociation } from "./association-validation.ts";
import { getAssociation } from "./read-associations.ts";
import { namedNodeIds } from "./targets.ts";

export const createAssociation = defineOperation<CreateAssociationRequest, CreateAssociationResult>({
  service: "ssm",
  schema: CreateAssociation$,
  action: "ssm:CreateAssociation",
  mutates: true,
  handle(context, input) {
    checkAssociation(context, input);
    const { associations } = context.region.ssm;
    const isTaken = [...associations.values()].some(
      ({ Name, InstanceId }) =>
        InstanceId !== undefined && Name === input.Name && InstanceId === input.InstanceId,
    );
    if (isTaken) context.fail("AssociationAlreadyExists", "The specified association already exists.");
    const { Tags: _, ...described } = input;
    const association: AssociationDescription = {
      ...described,
      AssociationId: randomUUID(),
      AssociationVersion: "1",
      DocumentVersion: input.DocumentVersion ?? "$DEFAULT",
      Date: new Date(context.now),
      LastUpdateAssociationDate: new Date(context.now),
      Overview: { Status: "Pending", DetailedStatus: "Creating" },
      ApplyOnlyAtCronInterval: input.ApplyOnlyAtCronInterval ?? false,
    };
    associations.set(association.AssociationId ?? "", association);
    if (!association.ApplyOnlyAtCronInterval) runAssociation(context, association);
    context.changed(association.AssociationId ?? "");
    return { AssociationDescription: association };
  },
});

/**
 * What the request leaves out becomes null, whatever it was before: only the document's name and what the service
 * itself keeps outlive an update. It runs at once.
 */
export const updateAssociation = defineOperation<UpdateAssociationRequest, UpdateAssociationResult>({
  service: "ssm",
  schema: UpdateAssociation$,
  action: "ssm:UpdateAssociation",
  mutates: true,
  handle(context, input) {
    const before = getAssociation(context, { AssociationId: input.AssociationId ?? "" });
    if (
      input.AssociationVersion !== undefined &&
      !["$LATEST", before.AssociationVersion].includes(input.AssociationVersion)
    )
      context.fail("InvalidAssociationVersion", "The version you specified isn't valid.");
    const Name = input.Name ?? before.Name;
    if (Name !== before.Name)
      context.fail("InvalidUpdate", "The document of an association can't be changed.");
    checkAssociation(context, { ...input, Name }, namedNodeIds(before.Targets));
    const association: AssociationDescription = {
      ...input,
      Name,
      InstanceId: before.InstanceId,
      AssociationVersion: String(Number(before.AssociationVersion ?? "1") + 1),
      DocumentVersion: input.DocumentVersion ?? "$DEFAULT",
      Date: before.Date,
      LastUpdateAssociationDate: new Date(context.now),
      LastExecutionDate: before.LastExecutionDate,
      LastSuccessfulExecutionDate: before.LastSuccessfulExecutionDate,
      Overview: { Status: "Pending", DetailedStatus: "Associated" },
      ApplyOnlyAtCronInterval: input.ApplyOnlyAtCronInterval ?? false,
    };
    context.region.ssm.associations.set(association.AssociationId ?? "", association);
    if (!association.ApplyOnlyAtCronInterval) runAssociation(context, association);
    context.changed(association.AssociationId ?? "");
    return { AssociationDescription: association };
  },
});

export const deleteAssociation = defineOperation<DeleteAssociationRequest, object>({
  service: "ssm",
  schema: DeleteAssociation$,
  action: "ssm:DeleteAssociation",
  mutates: true,
  handle(context, input) {
    const { AssociationId = "" } = getAssociation(context, input);
    context.region.ssm.associations.delete(AssociationId);
    context.changed(AssociationId);
    return {};
  },
});

export const startAssociationsOnce = defineOperation<StartAssociationsOnceRequest, object>({
  service: "ssm",
  schema: StartAssociationsOnce$,
  action: "ssm:StartAssociationsOnce",
  mutates: true,
  handle(context, { AssociationIds = [] }) {
    const associations = AssociationIds.map((AssociationId) => getAssociation(context, { AssociationId }));
    for (const association of associations) runAssociation(context, association);
    context.changed(...AssociationIds);
    return {};
  },
});
