import { quote } from "shlex";
import type { Role } from "../../model/documents/role.ts";
import type { Scope } from "../../model/scope.ts";
import type { MakeChange } from "../network/change.ts";
import { writeCloudFormation } from "../writing/cloudformation.ts";
import { consoleAt } from "../writing/console.ts";
import { writeTerraform } from "../writing/terraform.ts";
import type { AgentPolicy } from "./agent-policies.ts";
import { handMade } from "./hand-made.ts";
import { newRole } from "./new-role.ts";
import { patchOfRoles } from "./role-patch.ts";

/** The step in which a person makes a role that Systems Manager takes on for nodes, and the role as it will be. */
export function makeNodeRole(
  scope: Scope,
  at: number,
  { changes, ...wanted }: { name: string; path: string; policy: AgentPolicy; changes: string },
): { role: Role; change: MakeChange } {
  const { role, cli, terraform, cloudformation } = newRole(scope, at, { ...wanted, service: "ssm" });
  const name = `--role-name ${quote(role.name)}`;
  const change = handMade(
    {
      id: "make-role",
      title: `Make role ${role.name}`,
      why: "Systems Manager takes it on for the nodes, and it allows what an agent calls.",
      cli,
      console: consoleAt(scope.region, { kind: "role" }, "Create role", "AWS service", "Systems Manager"),
      terraform: writeTerraform(...terraform),
      cloudformation: writeCloudFormation(cloudformation),
      changes,
      undo: {
        sentence: "Take it away again.",
        cli: [
          `aws iam detach-role-policy --region ${scope.region} ${name} --policy-arn ${role.attachedPolicies![0]!.arn}`,
          `aws iam delete-role --region ${scope.region} ${name}`,
        ],
      },
    },
    (world) => patchOfRoles(world, role),
  );
  return { role, change };
}
