import type { PreflightReport, PreflightRequest } from "../../api/preflight.ts";
import { FleetError } from "../../model/fleet-error.ts";
import { parseScopeKey, type ScopeKey } from "../../model/scope.ts";
import { parseCaller, rightsQuestion, withRights } from "../../preflight/caller-rights.ts";
import { cleanCalls } from "../../preflight/clean-calls.ts";
import { expandHolders } from "../../preflight/expand-holders.ts";
import type { FleetView } from "../../preflight/fleet-view.ts";
import { findHomeScope } from "../../preflight/home-scope.ts";
import { judgeRequest } from "../../preflight/judge.ts";
import { exitCodeOf, type Preflight, targetOutcomes } from "../../preflight/outcome.ts";
import { parseRequest } from "../../preflight/parse/parse-request.ts";
import type { Request } from "../../preflight/request.ts";
import type { AwsQuestions } from "./ask-aws.ts";

/** The fleet, but for what has to be asked of AWS for one request. */
export type FleetFacts = Omit<FleetView, "document" | "membersOf">;

export type Sources = { loadFacts(request: Request): Promise<FleetFacts>; aws: AwsQuestions };

/** Reads what somebody pasted and says what would happen if it was sent now. Nothing of it is kept. */
export async function runPreflight(
  { text, scope, caller }: PreflightRequest,
  { loadFacts, aws }: Sources,
): Promise<PreflightReport> {
  const request = await parseRequest(text);
  const facts = await loadFacts(request);
  const asked = scope === undefined ? undefined : requireScope(scope, facts);
  const view = await completeView(request, facts, aws, asked);
  const judged = judgeRequest(request, view, { scope: asked });
  const preflight = caller === undefined ? judged : await checkRights(caller, judged, view, aws);
  const byGravity = preflight.targets.toSorted(
    (a, b) => targetOutcomes.indexOf(a.outcome) - targetOutcomes.indexOf(b.outcome),
  );
  return {
    ...preflight,
    targets: byGravity,
    cleaned: {
      valid: cleanCalls(text, request, preflight),
      reachable: cleanCalls(text, request, preflight, { onlyReachable: true }),
    },
    exitCode: exitCodeOf(preflight),
    readAt: oldestRead(preflight, view),
  };
}

async function checkRights(
  text: string,
  judged: Preflight,
  view: FleetView,
  aws: AwsQuestions,
): Promise<Preflight> {
  const caller = parseCaller(text);
  if (caller === undefined) {
    throw new FleetError(
      "invalid-input",
      `caller: ${text} is no ARN of a role, a user or a role's session, as arn:aws:iam::123456789012:role/ci.`,
      { field: "caller" },
    );
  }
  const question = rightsQuestion(judged, view, caller.arn.split(":")[1]!);
  const answer = question === null ? { unread: "" } : await aws.rights(caller, question);
  return withRights(judged, caller, question, answer);
}

function requireScope(text: string, { scopes }: FleetFacts): ScopeKey {
  const key = text as ScopeKey;
  if (parseScopeKey(text) && scopes.some((scope) => scope.key === key)) return key;
  const known = scopes.map((scope) => scope.key).join(", ") || "none yet";
  throw new FleetError("invalid-input", `scope: ${text} is not read here. These are: ${known}.`, {
    field: "scope",
  });
}

/** Asks AWS for the document and the groups that the request names, all at once. */
async function completeView(
  request: Request,
  facts: FleetFacts,
  aws: AwsQuestions,
  asked: ScopeKey | undefined,
): Promise<FleetView> {
  const blind: FleetView = { ...facts, document: () => null, membersOf: () => null };
  const expanded = expandHolders(request, blind).request;
  const home = asked ?? findHomeScope(expanded, blind);
  const { documentName } = expanded;
  const groups = expanded.expressions.flatMap(({ key, values }) =>
    /^(?:resource-groups:Name|ResourceGroup)$/i.test(key) ? values : [],
  );
  const scopes = home === null ? facts.scopes.map(({ key }) => key) : [home];
  const [document, ...members] = await Promise.all([
    documentName === null || home === null ? null : aws.document(documentName, home),
    ...groups.flatMap((group) =>
      scopes.map(async (scope) => [`${scope} ${group}`, await aws.members(group, scope)] as const),
    ),
  ]);
  const known = new Map(members);
  return {
    ...blind,
    document: () => document,
    membersOf: (group, scope) => known.get(`${scope} ${group}`) ?? null,
  };
}

function oldestRead({ targets }: Preflight, view: FleetView): number | null {
  const reads = targets.flatMap(({ id, scope }) =>
    view.find(id).flatMap((node) => (node.scope === scope ? [node.readAt] : [])),
  );
  return reads.length === 0 ? null : reads.reduce((oldest, at) => Math.min(oldest, at));
}
