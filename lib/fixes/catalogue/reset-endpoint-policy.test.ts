import { allow, aPolicy, deny } from "../../testing/a-role.ts";
import { describeNetworkFix } from "../../testing/describe-network-fix.ts";
import { bothEndpoints, changed } from "../../testing/documented-vpcs.ts";
import { resetEndpointPolicy } from "./reset-endpoint-policy.ts";

const withPolicy = (...statements: Parameters<typeof aPolicy>[0][number][]) =>
  changed(bothEndpoints, "vpc-endpoint", "vpce-ssm", { policyDocument: aPolicy(statements) });
const anyone = { Principal: "*" };
const narrow = withPolicy(allow({ ...anyone, Action: "ssm:GetParameter" }));
const denying = withPolicy(allow({ ...anyone, Action: "*" }), deny({ ...anyone, Action: "ssm:Update*" }));
const cause = "endpoint-policy-denies vpc-endpoint/vpce-ssm";
const changedDocuments = ["vpc-endpoint/vpce-ssm"];

const calls = [
  { operation: "ec2:ModifyVpcEndpoint", input: { VpcEndpointId: "vpce-ssm", ResetPolicy: true } },
];

describeNetworkFix(resetEndpointPolicy, {
  fits: [
    { name: "where the policy allows too little", parts: narrow, cause, calls, changed: changedDocuments },
    { name: "where the policy denies outright", parts: denying, cause, calls, changed: changedDocuments },
  ],
});
