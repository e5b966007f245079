import {
  GetInstanceProfileCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  SimulatePrincipalPolicyCommand,
} from "@aws-sdk/client-iam";
import { operationsOf, unpublished } from "../operation.ts";

const asked = { quota: unpublished(15, 15), level: "account" } as const;
const read = operationsOf("iam", (clients) => clients.iam);

const marked = { token: "Marker", next: "Marker", size: { field: "MaxItems", max: 1000 } } as const;

export const iamOperations = {
  "iam:GetInstanceProfile": read(GetInstanceProfileCommand, asked),
  "iam:GetRole": read(GetRoleCommand, asked),
  "iam:ListAttachedRolePolicies": read(ListAttachedRolePoliciesCommand, {
    ...asked,
    items: "AttachedPolicies",
    paging: marked,
  }),
  "iam:ListRolePolicies": read(ListRolePoliciesCommand, { ...asked, items: "PolicyNames", paging: marked }),
  "iam:GetRolePolicy": read(GetRolePolicyCommand, asked),
  "iam:GetPolicy": read(GetPolicyCommand, asked),
  "iam:GetPolicyVersion": read(GetPolicyVersionCommand, asked),
  "iam:SimulatePrincipalPolicy": read(SimulatePrincipalPolicyCommand, {
    ...asked,
    items: "EvaluationResults",
    paging: marked,
  }),
};
