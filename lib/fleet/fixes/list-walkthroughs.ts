import type { HistoryQuery, WalkthroughList, WalkthroughSummary } from "../../api/walkthrough.ts";
import { parseWalkthroughId } from "../../model/walkthrough-id.ts";
import type { WalkthroughProgress } from "../../store/walkthroughs.ts";
import type { FleetContext } from "../context.ts";
import { parseCursor, printCursor } from "../failures/page-by-key.ts";
import { findTreated } from "./find-treated.ts";
import type { Plan } from "./load-plan.ts";
import { regionOf } from "./of-region.ts";
import { titleOfFix } from "./title-of-fix.ts";

/** Walkthroughs that somebody began, the last touched first. */
export async function listWalkthroughs(
  context: FleetContext,
  { limit, cursor }: Pick<HistoryQuery, "limit" | "cursor">,
): Promise<WalkthroughList> {
  const { store } = context;
  const before = cursor === undefined ? undefined : toPlace(parseCursor(question, cursor));
  const { items, total } = await store.loadWalkthroughs({ limit: limit + 1, before });
  const page = items.slice(0, limit);
  const states = await store.loadVerificationStates(page.map(({ id }) => id));
  const summaries = await Promise.all(
    page.map((progress) => summarise(context, progress, states.get(progress.id) ?? "not-asked")),
  );
  const last = page.at(-1);
  const next = last && items.length > limit ? printCursor(question, [last.touchedAt, last.id]) : null;
  return { items: summaries.flatMap((summary) => summary ?? []), total, next };
}

const question = "walkthroughs";

function toPlace([touchedAt, id]: unknown[]): { touchedAt: number; id: string } {
  return { touchedAt: Number(touchedAt), id: String(id) };
}

async function summarise(
  { store, index }: FleetContext,
  { id, steps, touchedAt, touchedBy }: WalkthroughProgress,
  state: WalkthroughSummary["state"],
): Promise<WalkthroughSummary | undefined> {
  const walkthrough = parseWalkthroughId(id);
  // A cause whose code is no longer known, as an old export may have.
  if (!walkthrough) return undefined;
  const { fixId, code, key } = walkthrough;
  const plan = (await store.loadWalkthroughPlan(id)) as Plan | undefined;
  const open = findTreated(index, { code, key });
  const ofNow = new Set(steps.filter(({ at }) => at >= (plan?.since ?? 0)).map(({ step }) => step));
  return {
    id,
    title: plan?.fix.title ?? titleOfFix(fixId),
    cause: {
      ...{ code, key, isOpen: open !== undefined },
      sentence: (regionOf({ code, key }) ? null : open?.example.why) ?? plan?.cause.sentence ?? "",
    },
    steps: plan?.steps.length ?? 0,
    doneSteps: plan?.steps.filter((step) => ofNow.has(step.id)).length ?? 0,
    ...{ touchedAt, touchedBy, state },
  };
}
