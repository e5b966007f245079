import { aDocument, type WorldParts } from "../../testing/a-document.ts";
import { aBoundary, allow, managedInstanceCore } from "../../testing/a-role.ts";
import {
  describeIdentityFix,
  hostManagement,
  theNode,
  trustOf,
} from "../../testing/describe-identity-fix.ts";
import { makeAnotherHostManagementRole } from "./make-another-host-management-role.ts";

const usual = "arn:aws:iam::123456789012:role/service-role/AWSSystemsManagerDefaultEC2InstanceManagementRole";
const settingId = "/ssm/managed-instance/default-ec2-instance-management-role";
type Changes = Parameters<typeof aDocument<"role">>[2];
const living = (changes: Changes): WorldParts => ({
  ...theNode({ instanceProfileArn: null }),
  ...hostManagement("service-role/AWSSystemsManagerDefaultEC2InstanceManagementRole"),
  role: [
    aDocument("role", usual, {
      ...{ path: "/service-role/", trustPolicy: trustOf("ssm.amazonaws.com") },
      ...{ attachedPolicies: [managedInstanceCore], ...changes },
    }),
  ],
});
const situation = {
  cause: `default-host-management-broken role/${usual}`,
  changed: [`role/${usual}2`, `service-setting/${settingId}`],
  calls: [],
};

describeIdentityFix(makeAnotherHostManagementRole, {
  fits: [
    {
      name: "where a boundary leaves the present one nothing",
      parts: living(aBoundary([allow({ Action: "s3:*" })])),
      ...situation,
    },
    {
      name: "where a statement keeps Systems Manager out of it",
      parts: living({
        trustPolicy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Deny", Principal: "*", Action: "sts:AssumeRole" }],
        }),
      }),
      ...situation,
    },
  ],
  fitsNot: [
    {
      name: "where the present one is mended by what it lacks",
      parts: living({ attachedPolicies: [] }),
      cause: situation.cause,
    },
  ],
});
