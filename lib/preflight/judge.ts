import type { ScopeKey } from "../model/scope.ts";
import { errors } from "./aws-errors.ts";
import { findCallProblems } from "./call-rules.ts";
import { expandHolders } from "./expand-holders.ts";
import type { FleetView, KnownDocument } from "./fleet-view.ts";
import { findHomeScope } from "./home-scope.ts";
import { judgeMalformed } from "./judge-malformed.ts";
import { judgeNamed, toVerdict } from "./judge-named.ts";
import { judgeKnownNode } from "./judge-node.ts";
import { viewOfLocations, withLocations } from "./locations.ts";
import { type Matched, matchExpressions } from "./match-expressions.ts";
import { nameOf } from "./name-of-scope.ts";
import {
  type CallProblem,
  type Preflight,
  type TargetOutcome,
  type TargetVerdict,
  targetOutcomes,
} from "./outcome.ts";
import type { Note, Request } from "./request.ts";
import { withNames } from "./with-names.ts";

/**
 * What would happen if this was sent now, target by target. `scope` says where the call is made, where its sender knows
 * better than the text does. Pure: it knows what the view tells, and no more.
 */
export function judgeRequest(
  asked: Request,
  everywhere: FleetView,
  { scope }: { scope?: ScopeKey } = {},
): Preflight {
  const settled = settle(asked, everywhere, scope);
  const { request, home } = settled;
  const view = settled.view;
  const document = documentOf(request, view, home);
  const named = [...judgeNames(request, view, home, document), ...judgeOthers(request)];
  const matched = matchTargets(request, view, home);
  const unread = matched?.unreadGroups ?? [];
  const isNamed = new Set(named.map(({ id, scope: of }) => `${of} ${id}`));
  const byTag = judgeMatched(request, view, matched, document).filter(
    ({ id, scope: of }) => !isNamed.has(`${of} ${id}`),
  );
  const targets = [...named, ...byTag];
  const problems = [
    ...findCallProblems(request, home),
    ...documentProblems(request, document, home, view),
    ...matchProblems(request, matched),
  ];
  return {
    form: request.form,
    operation: request.operation,
    isOperationAssumed: request.isOperationAssumed,
    scope: home,
    documentName: request.documentName,
    call: callOf(request, problems, targets, matched),
    problems,
    targets,
    counts: countOutcomes(targets),
    passedOver: matched?.passedOver.length ?? 0,
    isPartlyHidden: request.isPartlyHidden || unread.length > 0,
    notes: [...request.notes, ...unread.map(unreadNote), ...scopeNotes(request, view, home)],
  };
}

/** The request with the targets of what it names by its own id, and where it is made. */
function settle(asked: Request, view: FleetView, scope: ScopeKey | undefined) {
  const { request, scopes } = expandHolders(asked, view);
  const [only, ...others] = new Set(scopes);
  const ofHolder = others.length === 0 ? only : undefined;
  const named = withNames(request, view);
  if (request.locations.length > 0 && scope === undefined)
    return { request: withLocations(named, view), home: null, view: viewOfLocations(request, view) };
  return { request: named, home: scope ?? ofHolder ?? findHomeScope(request, view), view };
}

function documentOf({ documentName }: Request, view: FleetView, home: ScopeKey | null) {
  if (documentName === null || home === null) return null;
  return view.document(documentName, home);
}

function judgeNames(
  { form, nodes, malformed, operation }: Request,
  view: FleetView,
  home: ScopeKey | null,
  document: KnownDocument | undefined | null,
): TargetVerdict[] {
  const once = [...new Map(nodes.map((node) => [node.id, node])).values()];
  const known = once.map((node) =>
    judgeNamed(node, {
      view,
      operation,
      home,
      document,
      isList: form === "text" || form === "error-message",
    }),
  );
  const broken = malformed.map((each) => judgeMalformed(each, { view, operation, home }));
  return [...known, ...broken];
}

/** A session may be opened in a task of ECS, and tasks are not read. */
function judgeOthers({ others }: Request): TargetVerdict[] {
  return others.map((text) =>
    toVerdict(text, null, {
      outcome: "unknown",
      sentence: "It is no node, and no other targets are read here.",
    }),
  );
}

function matchTargets({ expressions, operation }: Request, view: FleetView, home: ScopeKey | null) {
  if (expressions.length === 0) return null;
  return matchExpressions(expressions, home, view, {
    isAutomation: operation === "StartAutomationExecution",
  });
}

function judgeMatched(
  { operation }: Request,
  view: FleetView,
  matched: Matched | null,
  document: KnownDocument | undefined | null,
): TargetVerdict[] {
  return (matched?.nodes ?? []).map((node) =>
    toVerdict(
      node.id,
      node,
      judgeKnownNode(node, { view, operation, scope: node.scope, document, isNamed: false }),
    ),
  );
}

function documentProblems(
  { documentName, operation }: Request,
  document: KnownDocument | undefined | null,
  home: ScopeKey | null,
  view: FleetView,
): CallProblem[] {
  if (documentName === null || home === null) return [];
  if (document === undefined) {
    return [
      {
        cause: null,
        sentence: `No document ${documentName} exists in ${nameOf(view, home)}.`,
        error: errors.invalidDocument(),
        refuses: true,
      },
    ];
  }
  const wanted = operation === "StartAutomationExecution" ? "Automation" : "Command";
  const isCommand = operation === "SendCommand" || operation === "StartAutomationExecution";
  if (document?.type == null || !isCommand || document.type === wanted || document.type === "Policy")
    return [];
  return [
    {
      cause: null,
      sentence: `${documentName} is a document of type ${document.type}, and ${operation} takes those of type ${wanted}.`,
      error: errors.invalidDocument(),
      refuses: true,
    },
  ];
}

function matchProblems({ expressions, operation }: Request, matched: Matched | null): CallProblem[] {
  if (matched === null || matched.nodes.length > 0 || matched.unreadGroups.length > 0) return [];
  const [{ key, values } = { key: "", values: [] }] = expressions;
  const what = expressions.length === 1 ? `${key}=${values.join(",")}` : "All of this together";
  const end =
    operation === "SendCommand"
      ? "the command ends at once with NoInstancesInTag, and reaches nobody"
      : "nothing is reached";
  const stopped =
    matched.passedOver.length > 0 ? ` ${matched.passedOver.length} that have it are stopped or gone.` : "";
  return [
    {
      cause: "target-matches-nothing",
      sentence: `${what} matches no node that SSM knows. AWS refuses nothing: ${end}.${stopped}`,
      error:
        operation === "SendCommand"
          ? { code: "NoInstancesInTag", message: null, isUnconfirmed: false }
          : null,
      refuses: false,
    },
  ];
}

function callOf(
  request: Request,
  problems: readonly CallProblem[],
  targets: readonly TargetVerdict[],
  matched: Matched | null,
): Preflight["call"] {
  const isRefused =
    problems.some(({ refuses }) => refuses) || targets.some(({ outcome }) => outcome === "refused");
  if (isRefused) return "refused";
  const { nodes, malformed, expressions, operation } = request;
  if (nodes.length + malformed.length + expressions.length === 0 || request.isPartlyHidden) return "unknown";
  if (problems.some(({ error }) => error?.isUnconfirmed)) return "unknown";
  if ((matched?.unreadGroups.length ?? 0) > 0) return "unknown";
  return !takesAnyTarget.has(operation) && targets.some(mayRefuse) ? "unknown" : "accepted";
}

/** These are taken whatever they name; what is wrong shows when they run. */
const takesAnyTarget: ReadonlySet<Request["operation"]> = new Set([
  "StartAutomationExecution",
  "RegisterTargetWithMaintenanceWindow",
]);

/** Whether what is not known of a target could make AWS refuse the call. */
function mayRefuse({ outcome, error, status }: TargetVerdict): boolean {
  if (outcome !== "unknown") return false;
  return error?.isUnconfirmed === true || status === null || status === "unknown";
}

function countOutcomes(targets: readonly TargetVerdict[]): Record<TargetOutcome, number> {
  const counts = Object.fromEntries(targetOutcomes.map((outcome) => [outcome, 0])) as Record<
    TargetOutcome,
    number
  >;
  for (const { outcome } of targets) counts[outcome]++;
  return counts;
}

function unreadNote(group: string): Note {
  return { kind: "ignored", sentence: `Who is in the resource group ${group} could not be read.` };
}

function scopeNotes({ expressions, region }: Request, view: FleetView, home: ScopeKey | null): Note[] {
  if (region !== null && home === null && !view.scopes.some(({ key }) => key.endsWith(`:${region}`)))
    return [
      { kind: "ignored", sentence: `${region} is not read here, so nothing is known of the nodes in it.` },
    ];
  if (expressions.length === 0 || home !== null || view.scopes.length < 2) return [];
  return [
    {
      kind: "ignored",
      sentence:
        "A call is made in one account and Region, and the text names none: the nodes of all of them are shown.",
    },
  ];
}
