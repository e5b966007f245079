import type { Node } from "../model/node.ts";
import type { ScopeKey } from "../model/scope.ts";
import { errors } from "./aws-errors.ts";
import type { FleetView } from "./fleet-view.ts";
import { type Aim, accountOf, type Judged, judgeKnownNode, withoutTier } from "./judge-node.ts";
import { nameOf } from "./name-of-scope.ts";
import { asNearMiss, nearMissesOf } from "./near-misses.ts";
import type { ExpectedError, TargetVerdict } from "./outcome.ts";
import type { NodeReference, Operation } from "./request.ts";

/** What becomes of one id that a call names. `home` is where the call is made; null where that is open. */
export function judgeNamed(
  reference: NodeReference,
  aim: Omit<Aim, "scope" | "isNamed"> & Missing,
): TargetVerdict {
  const { view, home } = aim;
  const found = view.find(reference.id);
  const here = home === null ? found[0] : found.find(({ scope }) => scope === home);
  if (here !== undefined && !isNobody(here)) {
    const spelt = misspelt(reference, aim);
    if (spelt !== undefined)
      return { ...toVerdict(reference.text, null, spelt), nearMisses: [asNearMiss(here, view)] };
    const judged = judgeKnownNode(here, { ...aim, scope: here.scope, isNamed: true });
    return toVerdict(reference.id, here, judged);
  }
  const elsewhere = found.find((node) => node !== here && !isNobody(node));
  if (elsewhere !== undefined)
    return toVerdict(reference.id, elsewhere, inOtherScope(reference, elsewhere, aim));
  return {
    ...toVerdict(reference.id, null, notFound(reference, aim)),
    nearMisses: nearMissesOf(reference.id, view),
  };
}

/** AWS's ids have no capitals. In a list they are put right; a call is sent as it is written. */
function misspelt({ text, id, place }: NodeReference, { operation, isList }: Missing): Judged | undefined {
  if (isList || place !== null || text === id || text.toLowerCase() !== id) return undefined;
  return {
    outcome: "unknown",
    sentence: "AWS writes ids without capitals, and may not know this one.",
    error: { ...errorOf(operation, text, null), isUnconfirmed: true },
  };
}

/** An id that only an association or a window still names: it has a row in the fleet, and neither EC2 nor SSM knows it. */
function isNobody({ status, state }: Node): boolean {
  return status === "gone" && state === null;
}

export function toVerdict(id: string, node: Node | null, judged: Judged): TargetVerdict {
  return {
    id,
    scope: node?.scope ?? null,
    name: node?.name ?? null,
    status: node?.status ?? null,
    outcome: judged.outcome,
    sentence: judged.sentence,
    cause: judged.cause ?? null,
    error: judged.error ?? null,
    nearMisses: [],
  };
}

type Missing = { view: FleetView; operation: Operation; home: ScopeKey | null; isList: boolean };

function inOtherScope({ id }: NodeReference, node: Node, { view, operation, home }: Missing): Judged {
  const isGone = node.status === "gone";
  const cause = {
    code: isGone ? "instance-terminated" : "instance-in-other-scope",
    subject: { kind: "instance", id },
    scope: node.scope,
  } as const;
  const sentence = `It ${isGone ? "was terminated" : "is"} in ${nameOf(view, node.scope)}, and the call is made in ${nameOf(view, home!)}.`;
  return absent(operation, id, home, sentence, cause);
}

function notFound({ id, place }: NodeReference, { view, operation, home }: Missing): Judged {
  if (
    operation === "StartSession" &&
    id.startsWith("mi-") &&
    home !== null &&
    view.hasAdvancedTier(home) === false
  )
    return withoutTier(home);
  const asked = home === null ? view.scopes : view.scopes.filter(({ key }) => key === home);
  if (place !== null && !view.scopes.some(({ key }) => key === `${place.account}:${place.region}`)) {
    return {
      outcome: "unknown",
      sentence: `Its ARN names account ${place.account} in ${place.region}, which is not read here.`,
    };
  }
  const unread = asked.find(({ isComplete }) => !isComplete);
  if (asked.length === 0 || unread !== undefined) {
    const where =
      unread === undefined
        ? "No scope is read here"
        : `${nameOf(view, unread.key)} could not be read through`;
    return { outcome: "unknown", sentence: `${where}, so whether it exists is not known.` };
  }
  const cause = { code: "instance-not-found", subject: { kind: kindOf(id), id }, scope: home } as const;
  const where = home === null ? "in any account and Region that is read here" : `in ${nameOf(view, home)}`;
  return absent(operation, id, home, `No such node ${where}.`, cause);
}

function absent(
  operation: Operation,
  id: string,
  home: ScopeKey | null,
  sentence: string,
  cause: Judged["cause"],
): Judged {
  switch (operation) {
    case "RegisterTargetWithMaintenanceWindow":
      return {
        outcome: "undeliverable",
        sentence: `${sentence} AWS registers it all the same, and every run of the window fails for it.`,
        cause,
      };
    case "StartAutomationExecution":
      return {
        outcome: "undeliverable",
        sentence: `${sentence} AWS takes the call, and the runbook's step fails for it.`,
        cause,
      };
    default:
      return { outcome: "refused", sentence, cause, error: errorOf(operation, id, home) };
  }
}

function errorOf(operation: Operation, id: string, home: ScopeKey | null): ExpectedError {
  switch (operation) {
    case "StartSession":
      return errors.targetNotConnected(id);
    case "CreateAssociation":
    case "UpdateAssociation":
      return errors.invalidTarget();
    default:
      return errors.invalidInstanceId(id, home === null ? null : accountOf(home));
  }
}

function kindOf(id: string): string {
  return id.startsWith("mi-") ? "managed-node" : "instance";
}
