import { credentialsOf, signingRole } from "../../diagnosis/identity/credentials.ts";
import { actionsOf } from "../../diagnosis/identity/role-actions.ts";
import { NodeView } from "../../diagnosis/node-view.ts";
import { isEndpointPolicyTooLong } from "../identity/policy-quotas.ts";
import { defineNetworkFix } from "../network/define-network-fix.ts";
import { setPolicy } from "../network/endpoint-policy.ts";
import { shortName } from "../network/endpoint-services.ts";
import { type Situation, viewOf } from "../network/situation.ts";

export const allowInEndpointPolicy = defineNetworkFix({
  id: "allow-in-endpoint-policy",
  causes: ["endpoint-policy-denies"],
  about: {
    does: "One more statement, for the nodes' roles and the calls of the agent alone. Everything else that the policy says stays.",
    risk: { level: "low", sentence: "It only lets more through, and only for these roles." },
  },
  title: ({ subject }) => `Allow the agent's calls in the policy of ${subject.id}`,
  changes(situation) {
    const policy = policyFor(situation);
    if (policy === undefined) return [];
    return [
      setPolicy(situation, policy, {
        title: `Allow the agent's calls in the policy of ${situation.subject.id}`,
        changes: "The policy lets the nodes' roles make the agent's calls as well.",
      }),
    ];
  },
});

/** What the agent calls beside what it needs in order to be reached, of AWS's own policy for nodes (ssm-targets 3.4). */
const furtherActions: readonly string[] = [
  "ssm:ListAssociations",
  "ssm:ListInstanceAssociations",
  "ssm:DescribeAssociation",
  "ssm:UpdateAssociationStatus",
  "ssm:UpdateInstanceAssociationStatus",
  "ssm:GetDocument",
  "ssm:DescribeDocument",
  "ssm:GetManifest",
  "ssm:PutConfigurePackageResult",
  "ssm:GetDeployablePatchSnapshotForInstance",
  "ssm:PutInventory",
  "ssm:PutComplianceItems",
];

function actionsOfAgent(service: string): string[] {
  return [...actionsOf(service), ...furtherActions.filter((action) => action.startsWith(`${service}:`))];
}

type Statement = { Effect?: string };

/** The policy with the statement; undefined where it denies outright, which no allowance outweighs, or has no room for it. */
function policyFor(situation: Situation): string | undefined {
  const { scope, snapshot, subject } = situation;
  const endpoint = snapshot.get("vpc-endpoint", subject.id);
  const statements = statementsOf(endpoint?.policyDocument ?? null);
  const roles = rolesOf(situation);
  if (endpoint?.serviceName == null || statements === undefined || roles.length === 0) return undefined;
  if (statements.some(({ Effect }) => Effect !== "Allow")) return undefined;
  const own = {
    ...{ Sid: "SystemsManagerAgent", Effect: "Allow", Principal: "*" },
    Action: actionsOfAgent(shortName(scope, endpoint.serviceName)),
    ...{ Resource: "*", Condition: { ArnEquals: { "aws:PrincipalArn": roles } } },
  };
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: [...statements, own] });
  return isEndpointPolicyTooLong(policy) ? undefined : policy;
}

function statementsOf(policy: string | null): readonly Statement[] | undefined {
  if (policy === null) return undefined;
  const { Statement: statements } = JSON.parse(policy) as { Statement?: Statement | Statement[] };
  return statements === undefined ? undefined : [statements].flat();
}

function rolesOf({ snapshot, nodes }: Situation): string[] {
  const view = viewOf(snapshot);
  const roles = nodes.flatMap(({ instance }) => {
    const node = new NodeView(instance.id, view);
    const credentials = credentialsOf(node);
    return (credentials && signingRole(node, credentials)?.id) ?? [];
  });
  return [...new Set(roles)].sort();
}
