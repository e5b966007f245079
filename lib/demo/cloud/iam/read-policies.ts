import {
  GetPolicy$,
  type GetPolicyRequest,
  type GetPolicyResponse,
  GetPolicyVersion$,
  type GetPolicyVersionRequest,
  type GetPolicyVersionResponse,
  ListPolicyVersions$,
  type ListPolicyVersionsRequest,
  type ListPolicyVersionsResponse,
} from "@aws-sdk/client-iam";
import { defineOperation } from "../operation.ts";
import { getPolicy, noSuchEntity, printDocument } from "./lookup.ts";
import { pageOf } from "./paged.ts";
import { toPolicy } from "./shapes.ts";

export const getPolicyOperation = defineOperation<GetPolicyRequest, GetPolicyResponse>({
  service: "iam",
  schema: GetPolicy$,
  action: "iam:GetPolicy",
  handle: (context, { PolicyArn }) => ({ Policy: toPolicy(getPolicy(context, PolicyArn), context.account) }),
});

export const getPolicyVersion = defineOperation<GetPolicyVersionRequest, GetPolicyVersionResponse>({
  service: "iam",
  schema: GetPolicyVersion$,
  action: "iam:GetPolicyVersion",
  handle(context, { PolicyArn, VersionId = "" }) {
    const policy = getPolicy(context, PolicyArn);
    const document = policy.versions.get(VersionId);
    if (document === undefined)
      return noSuchEntity(
        context,
        `Policy ${PolicyArn} version ${VersionId} does not exist or is not attachable.`,
      );
    return {
      PolicyVersion: {
        Document: printDocument(document),
        VersionId,
        IsDefaultVersion: VersionId === policy.defaultVersionId,
        CreateDate: policy.createdAt,
      },
    };
  },
});

export const listPolicyVersions = defineOperation<ListPolicyVersionsRequest, ListPolicyVersionsResponse>({
  service: "iam",
  schema: ListPolicyVersions$,
  action: "iam:ListPolicyVersions",
  handle(context, input) {
    const policy = getPolicy(context, input.PolicyArn);
    const { items, ...rest } = pageOf(
      context,
      input,
      [...policy.versions.keys()].reverse(),
      (version) => version,
    );
    const Versions = items.map((VersionId) => ({
      VersionId,
      IsDefaultVersion: VersionId === policy.defaultVersionId,
      CreateDate: policy.createdAt,
    }));
    return { Versions, ...rest };
  },
});
