import {
  AssociateIamInstanceProfile$,
  type AssociateIamInstanceProfileRequest,
  type AssociateIamInstanceProfileResult,
  DescribeIamInstanceProfileAssociations$,
  type DescribeIamInstanceProfileAssociationsRequest,
  type DescribeIamInstanceProfileAssociationsResult,
  DisassociateIamInstanceProfile$,
  type DisassociateIamInstanceProfileRequest,
  type DisassociateIamInstanceProfileResult,
  type IamInstanceProfileAssociation,
  type IamInstanceProfileSpecification,
  ReplaceIamInstanceProfileAssociation$,
  type ReplaceIamInstanceProfileAssociationRequest,
  type ReplaceIamInstanceProfileAssociationResult,
} from "@aws-sdk/client-ec2";
import { defineOperation, type OperationContext } from "../operation.ts";
import type { IamInstanceProfile } from "../world.ts";
import { defineDescribe } from "./describe.ts";
import { getOne, kinds, newId } from "./identifiers.ts";

const associationMs = 10_000;

export const describeIamInstanceProfileAssociations = defineDescribe<
  DescribeIamInstanceProfileAssociationsRequest,
  DescribeIamInstanceProfileAssociationsResult,
  IamInstanceProfileAssociation
>({
  schema: DescribeIamInstanceProfileAssociations$,
  kind: kinds.profileAssociation,
  ids: ({ AssociationIds }) => AssociationIds,
  from: ({ region }) => region.ec2.profileAssociations,
  filters: { "instance-id": ({ InstanceId }) => InstanceId, state: ({ State }) => State },
  answer: (IamInstanceProfileAssociations, NextToken) => ({ IamInstanceProfileAssociations, NextToken }),
});

export const associateIamInstanceProfile = defineOperation<
  AssociateIamInstanceProfileRequest,
  AssociateIamInstanceProfileResult
>({
  service: "ec2",
  schema: AssociateIamInstanceProfile$,
  action: "ec2:AssociateIamInstanceProfile",
  mutates: true,
  handle(context, { InstanceId = "", IamInstanceProfile }) {
    const { ec2 } = context.region;
    const instance = getOne(kinds.instance, ec2.instances, InstanceId);
    const profile = findProfile(context, IamInstanceProfile);
    const state = instance.State?.Name ?? "";
    if (!["running", "stopped", "stopping", "pending"].includes(state)) {
      context.fail("IncorrectInstanceState", `The instance '${InstanceId}' is in the '${state}' state.`);
    }
    if ([...ec2.profileAssociations.values()].some((association) => association.InstanceId === InstanceId)) {
      context.fail("IncorrectState", `There is an existing association for instance ${InstanceId}`);
    }
    context.need("iam:PassRole");
    context.proceed();
    return { IamInstanceProfileAssociation: associate(context, newId("iip-assoc"), InstanceId, profile) };
  },
});

export const replaceIamInstanceProfileAssociation = defineOperation<
  ReplaceIamInstanceProfileAssociationRequest,
  ReplaceIamInstanceProfileAssociationResult
>({
  service: "ec2",
  schema: ReplaceIamInstanceProfileAssociation$,
  action: "ec2:ReplaceIamInstanceProfileAssociation",
  mutates: true,
  handle(context, { AssociationId = "", IamInstanceProfile }) {
    const { profileAssociations } = context.region.ec2;
    const { InstanceId = "" } = getOne(kinds.profileAssociation, profileAssociations, AssociationId);
    const profile = findProfile(context, IamInstanceProfile);
    context.need("iam:PassRole");
    context.proceed();
    profileAssociations.delete(AssociationId);
    return { IamInstanceProfileAssociation: associate(context, newId("iip-assoc"), InstanceId, profile) };
  },
});

export const disassociateIamInstanceProfile = defineOperation<
  DisassociateIamInstanceProfileRequest,
  DisassociateIamInstanceProfileResult
>({
  service: "ec2",
  schema: DisassociateIamInstanceProfile$,
  action: "ec2:DisassociateIamInstanceProfile",
  mutates: true,
  handle(context, { AssociationId = "" }) {
    const { profileAssociations, instances } = context.region.ec2;
    const association = getOne(kinds.profileAssociation, profileAssociations, AssociationId);
    context.proceed();
    profileAssociations.delete(AssociationId);
    const instance = instances.get(association.InstanceId ?? "");
    if (instance) delete instance.IamInstanceProfile;
    context.changed(association.InstanceId ?? "", AssociationId);
    return { IamInstanceProfileAssociation: { ...association, State: "disassociating" } };
  },
});

function associate(
  context: OperationContext,
  AssociationId: string,
  InstanceId: string,
  { arn, id }: IamInstanceProfile,
): IamInstanceProfileAssociation {
  const { ec2 } = context.region;
  const IamInstanceProfile = { Arn: arn, Id: id };
  const association: IamInstanceProfileAssociation = {
    AssociationId,
    InstanceId,
    IamInstanceProfile,
    State: "associating",
    Timestamp: new Date(context.now),
  };
  ec2.profileAssociations.set(AssociationId, association);
  const instance = ec2.instances.get(InstanceId);
  if (instance) instance.IamInstanceProfile = IamInstanceProfile;
  context.after(associationMs, () => {
    association.State = "associated";
    return [InstanceId, AssociationId];
  });
  context.changed(InstanceId, AssociationId);
  return { ...association };
}

function findProfile(
  context: OperationContext,
  { Arn, Name }: IamInstanceProfileSpecification = {},
): IamInstanceProfile {
  if (Arn && Name)
    context.fail(
      "InvalidParameterCombination",
      "The parameter 'iamInstanceProfile.name' may not be used in combination with 'iamInstanceProfile.arn'",
    );
  const profiles = context.account.iam.instanceProfiles;
  const found = Arn ? [...profiles.values()].find(({ arn }) => arn === Arn) : profiles.get(Name ?? "");
  if (found) return found;
  const member = Arn
    ? `arn is invalid. Invalid IAM Instance Profile ARN`
    : `name is invalid. Invalid IAM Instance Profile name`;
  return context.fail(
    "InvalidParameterValue",
    `Value (${Arn ?? Name}) for parameter iamInstanceProfile.${member}`,
  );
}
