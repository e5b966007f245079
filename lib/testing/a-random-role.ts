import fc from "fast-check";
import { hostManagementSettingId } from "../diagnosis/identity/host-management.ts";
import type { Role } from "../model/documents/role.ts";
import { aDocument, type WorldParts } from "./a-document.ts";
import {
  aBoundary,
  allow,
  aPolicy,
  aRole,
  aRoleArn,
  deny,
  managedInstanceCore,
  onlyIf,
  type Written,
} from "./a-role.ts";
import { bothEndpoints } from "./documented-vpcs.ts";

const account = "arn:aws:iam::123456789012";

const someActions = fc.constantFrom<string | string[]>(
  ...["*", "ssm:*", "ssm:Update*", "ssmmessages:*", "s3:*", "ec2messages:*", "ssm:UpdateInstanceInformation"],
  ["ssm:UpdateInstanceInformation", "s3:GetObject"],
  ["ssmmessages:CreateControlChannel", "ssmmessages:Open*"],
);

const aStatement: fc.Arbitrary<Written> = fc
  .record({
    isDenial: fc.boolean(),
    action: someActions,
    isTheRest: fc.constantFrom(false, false, false, true),
    condition: fc.constantFrom<Written>(
      ...[{}, {}, {}, onlyIf("ArnNotEquals", "aws:PrincipalArn", `${account}:role/other`)],
      onlyIf("StringEquals", "aws:RequestedRegion", "eu-central-1"),
    ),
  })
  .map(({ isDenial, action, isTheRest, condition }) => {
    const written = (isDenial ? deny : allow)(condition);
    const { Action: _, ...rest } = written;
    return { ...rest, [isTheRest ? "NotAction" : "Action"]: action };
  });
const someStatements = fc.array(aStatement, { minLength: 1, maxLength: 3 });

const aTrust = fc.oneof(
  { weight: 4, arbitrary: fc.constant(["ec2.amazonaws.com"]) },
  { weight: 1, arbitrary: fc.constant(["ecs-tasks.amazonaws.com"]) },
  { weight: 1, arbitrary: fc.constant(["ssm.amazonaws.com"]) },
  { weight: 1, arbitrary: fc.constant(["ec2.amazonaws.com", "ssm.amazonaws.com"]) },
);

const withPolicies: fc.Arbitrary<Partial<Role>> = fc
  .record({
    services: aTrust,
    isCoreAttached: fc.boolean(),
    attached: fc.option(someStatements),
    inline: fc.option(someStatements),
    boundary: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: someStatements }),
  })
  .map(({ services, isCoreAttached, attached, inline, boundary }) => ({
    trustPolicy: aPolicy([{ Effect: "Allow", Principal: { Service: services }, Action: "sts:AssumeRole" }]),
    attachedPolicies: [
      ...(isCoreAttached ? [managedInstanceCore] : []),
      ...(attached === null
        ? []
        : [{ arn: `${account}:policy/own`, name: "own", document: aPolicy(attached) }]),
    ],
    inlinePolicies: inline === null ? [] : [{ name: "own", document: aPolicy(inline) }],
    ...(boundary !== null && aBoundary(boundary)),
  }));

/**
 * Two nodes in a VPC in which all is well, with a role of which any part may be wrong: by a profile, or by default host
 * management. Beside them stand a node whose role does, and one that is free to be given.
 */
export const aRandomRole: fc.Arbitrary<WorldParts> = fc
  .record({
    own: withPolicies,
    has: fc.constantFrom("profile", "profile", "profile", "empty", "none"),
    setting: fc.constantFrom("$None", "service-role/node", "node", "gone"),
    isManagementFit: fc.boolean(),
  })
  .map(({ own, has, setting, isManagementFit }) => {
    const profile = aDocument("instance-profile", `${account}:instance-profile/node`, {
      roles: has === "empty" ? [] : [{ arn: aRoleArn, name: "node" }],
    });
    const [node] = bothEndpoints.instance!;
    const instanceProfileArn = has === "none" ? null : profile.id;
    const { role: fit, profile: fitProfile } = aFitRole("fit", "ec2.amazonaws.com");
    return {
      ...bothEndpoints,
      instance: [
        { ...node!, id: "i-1", instanceProfileArn },
        { ...node!, id: "i-2", instanceProfileArn },
        { ...node!, id: "i-3", instanceProfileArn: fitProfile.id },
      ],
      role: [
        aRole([], own),
        fit,
        ...(isManagementFit ? [aFitRole("managed", "ssm.amazonaws.com").role] : []),
      ],
      "instance-profile": [profile, fitProfile],
      "service-setting": [
        aDocument("service-setting", hostManagementSettingId, {
          value: setting,
          status: setting === "$None" ? "Default" : "Customized",
        }),
      ],
    };
  });

function aFitRole(name: string, service: string) {
  const arn = `${account}:role/${name}`;
  return {
    role: aDocument("role", arn, {
      attachedPolicies: [managedInstanceCore],
      trustPolicy: aPolicy([{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }]),
    }),
    profile: aDocument("instance-profile", `${account}:instance-profile/${name}`, {
      roles: [{ arn, name }],
    }),
  };
}
