import type { NotificationConfig } from "@aws-sdk/client-ssm";
import { trustsService } from "../iam/trusts-service.ts";
import type { OperationContext } from "../operation.ts";

type Notified = { NotificationConfig?: NotificationConfig; ServiceRoleArn?: string };

/** The topic must be one of this Region, and the role one that SSM may assume. */
export function checkNotification(
  context: OperationContext,
  { NotificationConfig, ServiceRoleArn }: Notified,
) {
  const { NotificationArn, NotificationEvents = [] } = NotificationConfig ?? {};
  if (NotificationArn === undefined || NotificationArn === "") {
    if (NotificationEvents.length > 0) refuse(context, "A notification ARN is required.");
    return;
  }
  const topic = new RegExp(`^arn:${context.world.partition}:sns:${context.region.name}:\\d{12}:[\\w.-]+$`);
  if (!topic.test(NotificationArn)) refuse(context, `The notification ARN ${NotificationArn} is not valid.`);
  checkRole(context, ServiceRoleArn);
}

function refuse(context: OperationContext, message: string): never {
  return context.fail("InvalidNotificationConfig", message);
}

function checkRole(context: OperationContext, roleArn = "") {
  context.need("iam:PassRole");
  const role = [...context.account.iam.roles.values()].find(({ arn }) => arn === roleArn);
  if (!trustsService(role, "ssm.amazonaws.com"))
    context.fail(
      "InvalidRole",
      "ServiceRoleArn is not valid: the role doesn't exist or lacks the trust policy for ssm.amazonaws.com.",
    );
}
