import { randomBytes, randomUUID } from "node:crypto";
import {
  type Activation,
  CreateActivation$,
  type CreateActivationRequest,
  type CreateActivationResult,
  DeleteActivation$,
  type DeleteActivationRequest,
  DescribeActivations$,
  type DescribeActivationsRequest,
  type DescribeActivationsResult,
} from "@aws-sdk/client-ssm";
import { defineOperation, type OperationContext } from "../operation.ts";
import { matcher, oneOf } from "./filters.ts";
import { requireManagedNodeRole } from "./node-role.ts";
import { pageOf, upTo50 } from "./paged.ts";

const dayMs = 24 * 60 * 60 * 1000;

export const describeActivations = defineOperation<DescribeActivationsRequest, DescribeActivationsResult>({
  service: "ssm",
  schema: DescribeActivations$,
  action: "ssm:DescribeActivations",
  handle(context, input) {
    const filters = (input.Filters ?? []).map(({ FilterKey = "", FilterValues = [] }) => ({
      key: FilterKey,
      values: FilterValues,
    }));
    const passes = matcher<Activation>(
      context,
      filters,
      {
        ActivationIds: oneOf((activation) => activation.ActivationId),
        DefaultInstanceName: oneOf((activation) => activation.DefaultInstanceName),
        IamRole: oneOf((activation) => activation.IamRole),
      },
      "InvalidFilter",
    );
    const { items, NextToken } = pageOf(context, input, {
      items: [...context.region.ssm.activations.values()],
      keyOf: (activation) => activation.ActivationId ?? "",
      matches: passes,
      limits: upTo50,
    });
    return { ActivationList: items.map((activation) => asOfNow(activation, context.now)), NextToken };
  },
});

export const createActivation = defineOperation<CreateActivationRequest, CreateActivationResult>({
  service: "ssm",
  schema: CreateActivation$,
  action: "ssm:CreateActivation",
  mutates: true,
  handle(context, input) {
    const { RegistrationLimit = 1, ExpirationDate = new Date(context.now + dayMs) } = input;
    if (RegistrationLimit < 1 || RegistrationLimit > 1000)
      context.fail("ValidationException", "RegistrationLimit must be between 1 and 1000.");
    checkExpiry(context, ExpirationDate);
    requireManagedNodeRole(context, input.IamRole);
    const ActivationId = randomUUID();
    context.region.ssm.activations.set(ActivationId, {
      ActivationId,
      Description: input.Description,
      DefaultInstanceName: input.DefaultInstanceName,
      IamRole: input.IamRole,
      RegistrationLimit,
      RegistrationsCount: 0,
      ExpirationDate,
      Expired: false,
      CreatedDate: new Date(context.now),
      Tags: input.Tags,
    });
    context.changed(ActivationId);
    return { ActivationId, ActivationCode: randomBytes(10).toString("hex") };
  },
});

export const deleteActivation = defineOperation<DeleteActivationRequest, object>({
  service: "ssm",
  schema: DeleteActivation$,
  action: "ssm:DeleteActivation",
  mutates: true,
  handle(context, { ActivationId = "" }) {
    if (!context.region.ssm.activations.delete(ActivationId))
      context.fail("InvalidActivationId", `The activation ID ${ActivationId} isn't valid.`);
    context.changed(ActivationId);
    return {};
  },
});

function checkExpiry(context: OperationContext, expiresAt: Date) {
  const days = (expiresAt.getTime() - context.now) / dayMs;
  if (days <= 0 || days > 30)
    context.fail(
      "InvalidParameters",
      "The expiration date must be in the future and not more than 30 days ahead.",
    );
}

function asOfNow(activation: Activation, now: number): Activation {
  const isExpired = activation.Expired === true || (activation.ExpirationDate?.getTime() ?? now) < now;
  return { ...activation, Expired: isExpired };
}
