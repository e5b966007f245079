import type { CauseCode } from "../model/cause.ts";
import type { Gap } from "../model/gap.ts";
import { type CausePart, networkLayer, placeOf } from "./cause-order.ts";
import type { Check, FoundCause } from "./check.ts";
import type { NodeView } from "./node-view.ts";
import { obstaclesOf, requiredPaths } from "./required-services.ts";
import type { CheckRun } from "./run-checks.ts";
import { isHeardNow } from "./signal.ts";

/** What the checks found of one node, by the part that it plays, each in the order of the layers. */
export type Trouble = {
  [Part in Exclude<CausePart, "unprovable">]: FoundCause[];
} & {
  /** What may be wrong and cannot be proved, of any layer. */
  undecided: FoundCause[];
  /** Reads that are missing, with the first layer whose cause they may hide. */
  gaps: { gap: Gap; layer: number }[];
};

export function sortOut(node: NodeView, runs: readonly CheckRun[]): Trouble {
  if (runs.length === 0) return noTrouble;
  const trouble: Trouble = {
    target: [],
    blocker: [],
    waiting: [],
    quota: [],
    host: [],
    "side-path": [],
    undecided: [],
    gaps: [],
  };
  for (const { check, finding } of runs) {
    switch (finding.outcome) {
      case "fail":
        for (const cause of finding.causes) addCause(trouble, cause);
        break;
      case "warn":
        // What works today is no blocker, whatever it may become.
        for (const cause of finding.causes) if (isOnlyEverWarned(cause.code)) addCause(trouble, cause);
        break;
      case "undecided":
        for (const cause of finding.causes) addTo(trouble.undecided, cause);
        break;
      case "unknown":
        for (const gap of finding.gaps) addGap(node, trouble, check, gap);
        break;
    }
  }
  inOrder(node, trouble.blocker);
  inOrder(node, trouble.undecided);
  for (const list of [trouble.target, trouble.waiting, trouble.host, trouble["side-path"]]) byLayer(list);
  return trouble;
}

const noTrouble: Trouble = {
  ...{ target: [], blocker: [], waiting: [], quota: [], host: [], "side-path": [] },
  ...{ undecided: [], gaps: [] },
};

function isOnlyEverWarned(code: CauseCode): boolean {
  const part = placeOf(code)?.part;
  return part === "waiting" || part === "quota";
}

function addCause(trouble: Trouble, cause: FoundCause): void {
  const place = placeOf(cause.code);
  if (place === undefined) throw new Error(`no node can have the cause ${cause.code}`);
  addTo(place.part === "unprovable" ? trouble.undecided : trouble[place.part], cause);
}

/** Several checks may come to the same cause from their own side. */
function addTo(list: FoundCause[], cause: FoundCause): void {
  const isKnown = list.some(({ code, subject }) => code === cause.code && subject.id === cause.subject.id);
  if (!isKnown) list.push(cause);
}

function addGap(node: NodeView, trouble: Trouble, check: Check, gap: Gap): void {
  // The simulator is asked besides the policies, which are what a verdict stands on; they have a gap of their own.
  if (gap.kind === "role-simulation") return;
  const layers = check.causes.flatMap((code) => {
    if (ofTheSilent.has(code) && isHeardNow(node)) return [];
    const place = placeOf(code);
    return place?.part === "blocker" || place?.part === "target" ? [place.layer] : [];
  });
  if (layers.length > 0) trouble.gaps.push({ gap, layer: Math.min(...layers) });
}

/** What is only a warning of a node that is heard: a missing read cannot hide it there. */
const ofTheSilent: ReadonlySet<CauseCode> = new Set([
  "instance-status-impaired",
  "metadata-disabled",
  "metadata-version-unusable",
  "instance-profile-missing",
]);

function byLayer(causes: FoundCause[]): void {
  if (causes.length > 1) causes.sort((left, right) => layerOf(left) - layerOf(right));
}

function inOrder(node: NodeView, causes: FoundCause[]): void {
  if (causes.length < 2) return;
  const ofNetwork = causes.filter((cause) => layerOf(cause) === networkLayer);
  const hops = ofNetwork.length < 2 ? [] : obstaclesOf(requiredPaths(node)).map(({ obstacle }) => obstacle);
  const place = ({ code, subject }: FoundCause) =>
    hops.findIndex((hop) => hop.cause === code && hop.subject.id === subject.id);
  causes.sort((left, right) => layerOf(left) - layerOf(right) || place(left) - place(right));
}

export function layerOf({ code, standsWith = code }: FoundCause): number {
  return placeOf(standsWith)!.layer;
}
