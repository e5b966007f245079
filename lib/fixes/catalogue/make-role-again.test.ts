import { expect, test } from "vitest";
import { aDocument, aSnapshot, type WorldParts } from "../../testing/a-document.ts";
import { aRoleArn } from "../../testing/a-role.ts";
import { describeIdentityFix, hostManagement, theNode } from "../../testing/describe-identity-fix.ts";
import { bothEndpoints } from "../../testing/documented-vpcs.ts";
import { contextOf } from "../../testing/try-fix.ts";
import { makeRoleAgain } from "./make-role-again.ts";

const settingId = "/ssm/managed-instance/default-ec2-instance-management-role";
const bare: WorldParts = theNode({ instanceProfileArn: null });
const broken = `default-host-management-broken service-setting/${settingId}`;

describeIdentityFix(makeRoleAgain, {
  fits: [
    {
      name: "the one of default host management, with its path",
      parts: { ...bare, ...hostManagement("service-role/Gone"), role: [] },
      cause: broken,
      changed: ["role/arn:aws:iam::123456789012:role/service-role/Gone"],
      calls: [],
    },
    {
      name: "one that the setting names by its ARN",
      parts: { ...bare, ...hostManagement("arn:aws:iam::123456789012:role/Gone"), role: [] },
      cause: broken,
      changed: ["role/arn:aws:iam::123456789012:role/Gone"],
      calls: [],
    },
    {
      name: "the one with which machines were activated",
      parts: {
        ...{ instance: [], role: [] },
        "managed-node": [
          aDocument("managed-node", "mi-1", { pingStatus: "ConnectionLost", iamRole: "node" }),
        ],
      },
      // AWS lets it through then, and what it does of itself nobody sees.
      next: ["hybrid-node-silent managed-node/mi-1"],
      cause: `role-trust-wrong role/${aRoleArn}`,
      changed: [`role/${aRoleArn}`],
      calls: [],
    },
  ],
});

test("what AWS calls the role is quoted wherever it is pasted, and where it is taken back", () => {
  const machine = aDocument("managed-node", "mi-1", { pingStatus: "ConnectionLost", iamRole: "Gone; id" });
  const snapshot = aSnapshot({ ...bothEndpoints, instance: [], role: [], "managed-node": [machine] });
  const subject = { kind: "role", id: "arn:aws:iam::123456789012:role/Gone; id" };
  const steps = makeRoleAgain.steps(contextOf(snapshot, "role-trust-wrong", subject));
  const lines = steps.flatMap(({ cli, undo }) => [...cli, ...(undo?.cli ?? [])]);
  expect(lines.length).toBeGreaterThan(2);
  for (const line of lines) expect(line).toContain("--role-name 'Gone; id'");
});
