import type { IamInstanceProfileAssociation } from "@aws-sdk/client-ec2";
import type { ProfileAssociation } from "../model/documents/profile-association.ts";
import { defineCollector } from "./define-collector.ts";
import { listed } from "./listing.ts";
import { required, toTime } from "./parsing.ts";
import type { Stored } from "./stored.ts";

export const profileAssociations = defineCollector({
  kind: "profile-association",
  actions: ["ec2:DescribeIamInstanceProfileAssociations"],
  read: (reader) =>
    listed(
      reader.pages("ec2:DescribeIamInstanceProfileAssociations", {}),
      (answer) => answer.IamInstanceProfileAssociations,
      (association) => association.AssociationId,
    ),
  parse: toProfileAssociation,
});

export function toProfileAssociation(association: Stored<IamInstanceProfileAssociation>): ProfileAssociation {
  return {
    id: required(association.AssociationId, "AssociationId"),
    instanceId: association.InstanceId ?? null,
    instanceProfileArn: association.IamInstanceProfile?.Arn ?? null,
    state: association.State ?? null,
    since: toTime(association.Timestamp),
  };
}
