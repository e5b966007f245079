import type { CauseList, CauseListQuery } from "../../api/cause.ts";
import { parseFilter } from "../../routes/filter.ts";
import type { FleetContext } from "../context.ts";
import { keepsFromAnswering, type SharedCause, shareCauses } from "../node-index/share-causes.ts";
import { describeCauses } from "./describe-causes.ts";
import { countNodes, foldCauses } from "./fold-causes.ts";
import { orderCauses, pageCauses } from "./order-causes.ts";

/** The causes that nodes under a filter share, a page at a time, with how many there are of which weight. */
export async function listCauses(context: FleetContext, query: CauseListQuery): Promise<CauseList> {
  const { index, store, now } = context;
  const acknowledged = new Set(
    (await store.loadAcknowledgements(now())).map(({ code, key }) => `${code} ${key}`),
  );
  const isAcknowledged = ({ code, key }: SharedCause) => acknowledged.has(`${code} ${key}`);
  const causes = await withBeginnings(context, shareCauses(index, parseFilter(query.q), now()), query.sort);
  const current = causes.filter((cause) => !isAcknowledged(cause));
  const { single, folded } = query.fold === "yes" ? foldCauses(current) : { single: current, folded: [] };
  const listed = query.fold === "yes" ? [...single, ...causes.filter(isAcknowledged)] : causes;
  const { items, total, next } = pageCauses(orderCauses(listed, query.sort), query);
  return {
    items: await describeCauses(context, items),
    total,
    next,
    folded,
    notAnswering: count(current.filter(keepsFromAnswering)),
    degraded: count(current.filter((cause) => !keepsFromAnswering(cause))),
    acknowledged: count(causes.filter(isAcknowledged)),
  };
}

function count(causes: readonly SharedCause[]): CauseList["degraded"] {
  return { causes: causes.length, nodes: countNodes(causes) };
}

/** Each with the moment of its beginning, which only an order by it needs of all. */
async function withBeginnings(
  { store }: FleetContext,
  causes: SharedCause[],
  sort: string,
): Promise<(SharedCause & { since: number })[]> {
  const stored = sort.endsWith("since") ? await store.loadOpenCauses() : [];
  const since = new Map<string, number>();
  for (const cause of stored) {
    const key = `${cause.code} ${cause.scope} ${cause.subject.id}`;
    since.set(key, cause.since);
  }
  return causes.map((cause) => {
    const known = cause.scopes.flatMap(
      (scope) => since.get(`${cause.code} ${scope} ${cause.subject.id}`) ?? [],
    );
    return { ...cause, since: known.length > 0 ? Math.min(...known) : cause.statusSince };
  });
}
