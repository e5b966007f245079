import type { Check, Finding, FoundCause } from "../diagnosis/check.ts";
import { certain, unknown } from "../diagnosis/finding.ts";
import { NodeView, type ScopeView } from "../diagnosis/node-view.ts";
import type { BroadPolicy } from "../iam/broad-policies.ts";
import type { ActionDecision, DecidedBy, TrustDecision } from "../iam/decision.ts";
import type { Role } from "../model/documents/role.ts";
import type { Gap } from "../model/gap.ts";
import { scopeKey } from "../model/scope.ts";
import { GapError } from "../model/snapshot.ts";
import type { Change } from "../model/world.ts";
import type { PathVerdict } from "../network/path-verdict.ts";
import { aSnapshot, type WorldParts } from "./a-document.ts";

/** What a role may not do, by action or by the service before the colon; what is not named is allowed. */
export type Refusals = Record<
  string,
  { by: DecidedBy; decision?: ActionDecision["decision"]; effect?: "Allow" | "Deny" }
>;

export type Surroundings = {
  gaps?: readonly Gap[];
  /** By the name of a role; of every role under `*`. */
  refuses?: Record<string, Refusals>;
  /** Services that a role's trust policy does not name, by the role's name. */
  distrusts?: Record<string, "ec2" | "ssm" | "undecided">;
  /** By the id of an endpoint. */
  endpointRefuses?: Record<string, Refusals>;
  /** By the name of a role. */
  broadPolicies?: Record<string, readonly BroadPolicy[]>;
  source?: ActionDecision["source"];
  paths?: Record<string, Partial<PathVerdict>>;
  changes?: readonly Change[];
  /** What changed within the last hour in the node's way, and whether that was what blocked it. */
  recentChanges?: readonly Change[];
  wasBlocked?: boolean;
  /** The same in full, by the moment. */
  blockersBefore?: (at: number) => readonly FoundCause[];
  managedNodeQuota?: number;
  managedNodeCount?: number;
};

/** A node among these documents, with permissions and a network that answer what the test says they do. */
export function aNodeView(id: string, parts: WorldParts, around: Surroundings = {}): NodeView {
  return new NodeView(id, aScopeView(parts, around));
}

export function aScopeView(parts: WorldParts, around: Surroundings = {}): ScopeView {
  const snapshot = aSnapshot(parts, { gaps: around.gaps ?? [] });
  const changes = around.changes ?? [];
  const refusalsOf = (role: Role) => around.refuses?.[role.name] ?? around.refuses?.["*"] ?? {};
  return {
    snapshot,
    world: { snapshots: new Map([[scopeKey(snapshot.scope), snapshot]]), changes },
    permissions: {
      mayCall: (role, action) => decide(action, refusalsOf(role), around.source ?? "policies"),
      mayPass: (endpoint, _, action) =>
        decide(action, around.endpointRefuses?.[endpoint.id] ?? {}, "policies"),
      letsAllPass: ({ id }) => around.endpointRefuses?.[id] === undefined,
      broadPolicies: ({ name }) => around.broadPolicies?.[name] ?? [],
      trusts: (role, service) => trust(role, service, around.distrusts?.[role.name]),
    },
    network: {
      judge: (_, service) => ({ ...openPath, ...around.paths?.[service] }),
      trace: () => {
        throw new Error("no check draws a path");
      },
    },
    changes,
    changesOf: (changed, scope = scopeKey(snapshot.scope)) =>
      changes.filter((change) => change.id === changed && change.scope === scope),
    recentChangesOf: () => around.recentChanges ?? [],
    blockersBefore: (_, at) => around.blockersBefore?.(at) ?? (around.wasBlocked ? [somethingElse] : []),
    managedNodeQuota: around.managedNodeQuota ?? 2_400,
    managedNodeCount: around.managedNodeCount,
  };
}

const somethingElse = certain("route-missing", { kind: "route-table", id: "rtb-other" }, () => ({
  sentence: "",
  evidence: [],
}));

const openPath: PathVerdict = {
  answer: "reachable",
  way: "nat-gateway",
  exits: [],
  endpointId: null,
  obstacles: [],
  uncertainties: [],
  warnings: [],
};

function decide(action: string, refusals: Refusals, source: ActionDecision["source"]): ActionDecision {
  const refusal = refusals[action] ?? refusals[action.slice(0, action.indexOf(":"))];
  const decision = refusal === undefined ? "allowed" : (refusal.decision ?? "not-allowed");
  return {
    action,
    decision,
    by: refusal?.by ?? "identity-policy",
    statement: refusal?.effect ? { policy: "own", sid: "Own", effect: refusal.effect, text: "{}" } : null,
    source,
    conditionKeys: decision === "undecided" ? ["aws:SourceVpce"] : [],
    isPerNode: false,
    explain: () => ({ sentence: `${action} is ${decision}.`, evidence: [] }),
  };
}

function trust(
  role: Role,
  service: "ec2" | "ssm",
  distrusted: "ec2" | "ssm" | "undecided" | undefined,
): TrustDecision {
  const decision =
    distrusted === "undecided" ? "undecided" : distrusted === service ? "not-allowed" : "allowed";
  return {
    decision,
    statement: null,
    conditionKeys: decision === "undecided" ? ["aws:SourceAccount"] : [],
    explain: () => ({ sentence: `Role ${role.name}: ${service} is ${decision}.`, evidence: [] }),
  };
}

/** What a check says of a node, as the runner hears it: a gap is unknown. Null where the check does not apply. */
export function examined(check: Check, node: NodeView): Finding | null {
  try {
    return check.appliesTo(node) ? check.examine(node) : null;
  } catch (error) {
    if (error instanceof GapError) return unknown([error.gap]);
    throw error;
  }
}

/** The outcome with what is to blame, in one line: `fail instance-profile-missing instance/i-1`. */
export function outcomeOf(check: Check, node: NodeView): string {
  const finding = examined(check, node);
  if (finding === null) return "does not apply";
  if (finding.outcome === "unknown") return `unknown ${finding.gaps.map(({ action }) => action).join(" ")}`;
  const causes = "causes" in finding ? finding.causes : [];
  const words = causes.map(
    ({ code, subject, isCertain }) => `${code} ${subject.kind}/${subject.id}${isCertain ? "" : " (likely)"}`,
  );
  return [finding.outcome, ...words].join(" ");
}

export function sentenceOf(check: Check, node: NodeView): string {
  return examined(check, node)?.explain().sentence ?? "";
}
