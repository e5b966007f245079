import type { ActionDecision, TrustDecision } from "../../iam/decision.ts";
import type { Role } from "../../model/documents/role.ts";
import { defineCheck, type Finding, type FoundCause } from "../check.ts";
import {
  certain,
  distinct,
  evidence,
  fail,
  likely,
  notApplicable,
  pass,
  undecided,
  warn,
} from "../finding.ts";
import { credentialsOf, isUp, signingRole } from "../identity/credentials.ts";
import {
  type HostManagement,
  hostManagementEvidence,
  hostManagementSettingId,
  isKnownOff,
} from "../identity/host-management.ts";
import {
  consequenceOf,
  isRefused,
  listActions,
  listed,
  mayUseLegacyChannel,
  requiredDecisions,
} from "../identity/role-actions.ts";
import type { NodeView } from "../node-view.ts";
import { isHeardNow } from "../signal.ts";

const code = "default-host-management-broken";

export const defaultHostManagementBroken = defineCheck({
  id: code,
  group: "identity",
  title: "Default host management cannot give the agent a role",
  passTitle: "Default host management gives the agent a role",
  why: `A node whose instance profile does not allow the heartbeat is managed by default host management, where the Region
    has it on. That needs a role which exists, which Systems Manager may take on, and which allows what a node needs.`,
  rows: ["IAM-07", "IAM-08", "IMDS-02"],
  causes: [code],
  needs: ["instance", "managed-node", "service-setting", "instance-profile", "role", "role-simulation"],

  appliesTo: (node) => !node.isHybrid && isUp(node),

  examine(node) {
    if (isKnownOff(node)) return notApplicable("Default host management is off in the Region.");
    const credentials = credentialsOf(node);
    if (credentials?.from === "instance-profile")
      return notApplicable("Its instance profile gives it a role, so default host management is not tried.");
    if (credentials?.from !== "host-management")
      return notApplicable("Its agent does not come to default host management.");
    const role = signingRole(node, credentials);
    if (role === null) return fail(roleGone(node, credentials.hostManagement));
    return examineRole(node, role);
  },
});

function roleGone(node: NodeView, { roleName }: HostManagement): FoundCause {
  return certain(code, { kind: "service-setting", id: hostManagementSettingId }, () => ({
    sentence: `Default host management names role ${roleName}, which does not exist.`,
    evidence: [hostManagementEvidence(node)],
  }));
}

function examineRole(node: NodeView, role: Role): Finding {
  const trust = node.scope.permissions.trusts(role, "ssm");
  // What the organization denies is nobody's fault here, and has a check of its own.
  const decisions = requiredDecisions(node, role).filter(({ by }) => by !== "organization-policy");
  const refused = decisions.filter(isRefused);
  if (isRefused(trust) || refused.length > 0) return fail(roleUseless(node, role, trust, refused));
  const open = [trust, ...decisions].find(({ decision }) => decision === "undecided");
  if (open === undefined) return works(node, role);
  return undecided(
    open.explain,
    `Whoever knows the value of ${listed(open.conditionKeys)} when the agent calls.`,
    [likely(code, { kind: "role", id: role.id }, open.explain)],
  );
}

function roleUseless(
  node: NodeView,
  role: Role,
  trust: TrustDecision,
  refused: readonly ActionDecision[],
): FoundCause {
  const isTrusted = !isRefused(trust);
  const explain = () => {
    const actions = refused.map(({ action }) => action);
    const sentences = [
      ...(isTrusted ? [] : [trust.explain().sentence]),
      ...(actions.length > 0
        ? [
            `It does not allow ${listActions(actions)}: ${consequenceOf(actions, mayUseLegacyChannel(node.scope, role))}.`,
          ]
        : []),
    ];
    return {
      sentence: `Default host management cannot make the node usable with its role ${role.name}. ${sentences.join(" ")}`,
      evidence: distinct([
        ...(isTrusted ? [] : trust.explain().evidence),
        ...refused.flatMap((decision) => decision.explain().evidence),
        hostManagementEvidence(node),
      ]),
    };
  };
  // Who may take a role on stands in its trust policy; what it allows is an evaluation.
  return (isTrusted ? likely : certain)(code, { kind: "role", id: role.id }, explain);
}

function works(node: NodeView, role: Role): Finding {
  const sentence = `Default host management gives it role ${role.name}.`;
  const tokens = node.instance?.metadataOptions?.httpTokens ?? null;
  if (tokens === "required" || isHeardNow(node)) {
    return pass(() => ({ sentence, evidence: [hostManagementEvidence(node)] }));
  }
  return warn(() => ({
    sentence: `${sentence} AWS documents that it needs version 2 of the instance metadata, which is only optional here.`,
    evidence: [
      hostManagementEvidence(node),
      evidence(node.snapshot, {
        sentence: "Version 2 of the instance metadata is not required.",
        api: "ec2:DescribeInstances",
        field: "MetadataOptions.HttpTokens",
        value: tokens,
        document: { kind: "instance", id: node.id },
      }),
    ],
  }));
}
