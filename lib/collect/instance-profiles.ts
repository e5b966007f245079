import type { InstanceProfile as AwsInstanceProfile } from "@aws-sdk/client-iam";
import type { InstanceProfile } from "../model/documents/instance-profile.ts";
import { defineCollector } from "./define-collector.ts";
import { readEach } from "./listing.ts";
import { nameInArn, present, required, toTime } from "./parsing.ts";
import type { Stored } from "./stored.ts";

export const instanceProfiles = defineCollector({
  kind: "instance-profile",
  actions: ["iam:GetInstanceProfile"],
  needs: {
    instance: ({ instanceProfileArn }) => (instanceProfileArn === null ? [] : [instanceProfileArn]),
  },
  read: (reader, { needed }) =>
    readEach(needed("instance"), async (arn) => {
      const answer = await reader.call("iam:GetInstanceProfile", { InstanceProfileName: nameInArn(arn) });
      return { id: arn, body: answer.InstanceProfile ?? {} };
    }),
  parse: toInstanceProfile,
});

export function toInstanceProfile(profile: Partial<Stored<AwsInstanceProfile>>): InstanceProfile {
  return {
    id: required(profile.Arn, "Arn"),
    name: required(profile.InstanceProfileName, "InstanceProfileName"),
    roles: present(profile.Roles, ({ Arn, RoleName }) =>
      Arn && RoleName ? { arn: Arn, name: RoleName } : undefined,
    ),
    createdAt: toTime(profile.CreateDate),
  };
}
