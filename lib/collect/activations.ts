import type { Activation as AwsActivation } from "@aws-sdk/client-ssm";
import type { Activation } from "../model/documents/activation.ts";
import { defineCollector } from "./define-collector.ts";
import { listed } from "./listing.ts";
import { required, toTags, toTime } from "./parsing.ts";
import type { Stored } from "./stored.ts";

export const activations = defineCollector({
  kind: "activation",
  actions: ["ssm:DescribeActivations"],
  read: (reader) =>
    listed(
      reader.pages("ssm:DescribeActivations", {}),
      (answer) => answer.ActivationList,
      (activation) => activation.ActivationId,
    ),
  parse: toActivation,
});

export function toActivation(activation: Stored<AwsActivation>): Activation {
  return {
    id: required(activation.ActivationId, "ActivationId"),
    defaultInstanceName: activation.DefaultInstanceName ?? null,
    iamRole: activation.IamRole ?? null,
    isExpired: activation.Expired ?? null,
    expiresAt: toTime(activation.ExpirationDate),
    registrationLimit: activation.RegistrationLimit ?? null,
    registrationsCount: activation.RegistrationsCount ?? null,
    createdAt: toTime(activation.CreatedDate),
    tags: toTags(activation.Tags),
  };
}
