import type { CallScope } from "./settings.ts";

/** A token bucket: as many calls at once as it holds, then `perSecond`. */
export type Quota = { bucket: number; perSecond: number };

/** EC2 documents rates a second and buckets for groups of actions; what stands alone here differs from its group. */
const ec2Quotas: Record<string, Quota> = {
  CreateVpcEndpoint: { bucket: 4, perSecond: 0.3 },
  ModifyVpcEndpoint: { bucket: 4, perSecond: 0.3 },
  DeleteVpcEndpoints: { bucket: 4, perSecond: 0.3 },
  AssociateIamInstanceProfile: { bucket: 100, perSecond: 5 },
  ModifyInstanceMetadataOptions: { bucket: 100, perSecond: 5 },
};
const ec2Read: Quota = { bucket: 100, perSecond: 20 };
const ec2ReadUnpaged: Quota = { bucket: 50, perSecond: 10 };
const ec2Write: Quota = { bucket: 50, perSecond: 5 };

/** Documented transactions a second. SSM names no buckets: one second's worth may come at once. */
const otherQuotas: Record<string, number> = {
  "ssm:GetConnectionStatus": 50,
  "ssm:DescribeAutomationExecutions": 3,
  "ssm:DescribeAutomationStepExecutions": 3,
  "ssm:GetAutomationExecution": 3,
  "ssm:StartAutomationExecution": 1,
  "ssm:ListAssociations": 4,
  "ssm:DescribeAssociationExecutions": 4,
  "ssm:DescribeAssociationExecutionTargets": 4,
  "ssm:DescribeAssociation": 2,
  "ssm:DescribeInstanceAssociationsStatus": 2,
  "ssm:DescribeEffectiveInstanceAssociations": 1,
  "ssm:CreateAssociation": 3,
  "ssm:UpdateAssociation": 3,
  "ssm:CreateAssociationBatch": 1,
  "ssm:DeleteAssociation": 2,
  "ssm:StartAssociationsOnce": 2,
  "ssm:DescribeSessions": 6,
  "ssm:StartSession": 3,
  "cloudtrail:LookupEvents": 2,
};

/** What nobody publishes (most of SSM, IAM, the rest): generous, but not without end. */
const unpublished: Quota = { bucket: 40, perSecond: 20 };

export type QuotaCall = CallScope & { mutates: boolean; isUnpaged: boolean };

export function quotaOf({ action, mutates, isUnpaged }: QuotaCall): Quota {
  const [service, name] = action.split(":") as [string, string];
  if (service === "ec2")
    return ec2Quotas[name] ?? (mutates ? ec2Write : isUnpaged ? ec2ReadUnpaged : ec2Read);
  const perSecond = otherQuotas[action];
  return perSecond === undefined ? unpublished : { bucket: perSecond, perSecond };
}

type Fill = { tokens: number; at: number };

/** The buckets of everyone who calls, by account, Region and action. */
export type Buckets = Map<string, Fill>;

/** Takes a token, or answers false where the call comes too soon. */
export function takeToken(buckets: Buckets, call: QuotaCall, now: number, scale: number): boolean {
  const quota = quotaOf(call);
  const capacity = quota.bucket * scale;
  const key = `${call.account}:${call.region}:${call.action}:${call.isUnpaged}`;
  const fill = buckets.get(key) ?? { tokens: capacity, at: now };
  const tokens = Math.min(capacity, fill.tokens + ((now - fill.at) / 1000) * quota.perSecond * scale);
  const isAllowed = tokens >= 1;
  buckets.set(key, { tokens: isAllowed ? tokens - 1 : tokens, at: now });
  return isAllowed;
}
