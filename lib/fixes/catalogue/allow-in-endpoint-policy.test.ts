import { expect } from "vitest";
import { allow, aPolicy, deny } from "../../testing/a-role.ts";
import { describeNetworkFix } from "../../testing/describe-network-fix.ts";
import { bothEndpoints, changed } from "../../testing/documented-vpcs.ts";
import { allowInEndpointPolicy } from "./allow-in-endpoint-policy.ts";

const withPolicy = (...statements: Parameters<typeof aPolicy>[0][number][]) =>
  changed(bothEndpoints, "vpc-endpoint", "vpce-ssm", { policyDocument: aPolicy(statements) });
const anyone = { Principal: "*" };
const narrow = withPolicy(allow({ ...anyone, Action: "ssm:GetParameter" }));
const denying = withPolicy(allow({ ...anyone, Action: "*" }), deny({ ...anyone, Action: "ssm:Update*" }));
const cause = "endpoint-policy-denies vpc-endpoint/vpce-ssm";
const changedDocuments = ["vpc-endpoint/vpce-ssm"];

describeNetworkFix(allowInEndpointPolicy, {
  fits: [
    {
      name: "one more statement, for the nodes' role and the agent's calls alone",
      parts: narrow,
      cause,
      calls: [
        {
          operation: "ec2:ModifyVpcEndpoint",
          input: {
            VpcEndpointId: "vpce-ssm",
            PolicyDocument: expect.stringMatching(
              /ssm:GetParameter".*"Action":\["ssm:UpdateInstanceInformation",.*"aws:PrincipalArn":\["arn:aws:iam::123456789012:role\/node"\]/,
            ),
          },
        },
      ],
      changed: changedDocuments,
    },
  ],
  fitsNot: [
    {
      name: "where the policy has no room for it",
      parts: withPolicy(allow({ ...anyone, Action: "ssm:GetParameter", Sid: "x".repeat(20_000) })),
      cause,
    },
    { name: "where the policy denies outright, which no allowance outweighs", parts: denying, cause },
  ],
});
