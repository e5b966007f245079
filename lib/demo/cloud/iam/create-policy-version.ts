import {
  CreatePolicyVersion$,
  type CreatePolicyVersionRequest,
  type CreatePolicyVersionResponse,
} from "@aws-sdk/client-iam";
import { defineOperation } from "../operation.ts";
import { getPolicy, isAwsManaged, parseDocument } from "./lookup.ts";

const versionLimit = 5;

export const createPolicyVersion = defineOperation<CreatePolicyVersionRequest, CreatePolicyVersionResponse>({
  service: "iam",
  schema: CreatePolicyVersion$,
  action: "iam:CreatePolicyVersion",
  mutates: true,
  handle(context, { PolicyArn = "", PolicyDocument, SetAsDefault }) {
    const policy = getPolicy(context, PolicyArn);
    if (isAwsManaged(policy.arn))
      context.fail("AccessDenied", `Policy ${PolicyArn} is managed by AWS and cannot be changed.`, {
        status: 403,
      });
    if (policy.versions.size >= versionLimit)
      context.fail(
        "LimitExceeded",
        `A managed policy can have up to ${versionLimit} versions. Before you create a new version, you must delete an existing version.`,
        { status: 409 },
      );
    const document = parseDocument(context, PolicyDocument, "identity");
    const newest = Math.max(0, ...[...policy.versions.keys()].map((version) => Number(version.slice(1))));
    const VersionId = `v${newest + 1}`;
    policy.versions.set(VersionId, document);
    if (SetAsDefault) policy.defaultVersionId = VersionId;
    context.changed(policy.arn);
    return {
      PolicyVersion: {
        VersionId,
        IsDefaultVersion: SetAsDefault ?? false,
        CreateDate: new Date(context.now),
      },
    };
  },
});
