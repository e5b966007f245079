import type { Advice } from "../../model/verdict.ts";
import { credentialsOf } from "../identity/credentials.ts";
import { isRefused, listed } from "../identity/role-actions.ts";
import type { NodeView } from "../node-view.ts";

/** What an agent does beside being reached (ssm-targets 3.4). */
const lesser: readonly { id: string; what: string; actions: readonly string[] }[] = [
  {
    id: "role-lacks-association-actions",
    what: "associations of State Manager do not run on it",
    actions: [
      "ssm:ListAssociations",
      "ssm:ListInstanceAssociations",
      "ssm:DescribeAssociation",
      "ssm:UpdateAssociationStatus",
      "ssm:UpdateInstanceAssociationStatus",
    ],
  },
  {
    id: "role-lacks-content-actions",
    what: "packages and patches do not arrive",
    actions: [
      "ssm:GetDocument",
      "ssm:DescribeDocument",
      "ssm:GetManifest",
      "ssm:PutConfigurePackageResult",
      "ssm:GetDeployablePatchSnapshotForInstance",
    ],
  },
  {
    id: "role-lacks-report-actions",
    what: "its inventory and compliance are not reported",
    actions: ["ssm:PutInventory", "ssm:PutComplianceItems"],
  },
];

/** A role may be enough to be reached and too little for what else people use Systems Manager for. */
export function adviseOnLesserActions(node: NodeView): Advice[] {
  const credentials = credentialsOf(node);
  if (credentials?.from !== "instance-profile" || credentials.heartbeat.decision !== "allowed") return [];
  const { role } = credentials;
  return lesser.flatMap(({ id, what, actions }) => {
    const refused = actions
      .map((action) => node.scope.permissions.mayCall(role, action, node.id))
      .filter(isRefused);
    if (refused.length === 0) return [];
    return [
      {
        id,
        sentence: `Role ${role.name} does not allow ${listed(refused.map(({ action }) => action))}: ${what}. It is reached without.`,
        subject: { kind: "role", id: role.id },
        evidence: refused.flatMap((decision) => decision.explain().evidence),
      },
    ];
  });
}
