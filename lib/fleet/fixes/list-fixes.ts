import type { FixAnswer, FixList } from "../../api/fix.ts";
import { fixes } from "../../fixes/catalogue/index.ts";
import type { Fix } from "../../fixes/fix.ts";
import { operationsOfFix } from "../../fixes/operations-of-fix.ts";
import { subjectKey } from "../../model/subject-key.ts";
import type { FleetContext } from "../context.ts";
import { type SharedCause, shareCauses } from "../node-index/share-causes.ts";
import { describeApplying } from "./describe-applying.ts";
import { titleOfFix } from "./title-of-fix.ts";

/** Every fix that there is, with how many of today's causes it is for. */
export async function listFixes(context: FleetContext): Promise<FixList> {
  const open = shareCauses(context.index, [], context.now());
  const proved = await loadProved(context);
  const items: FixAnswer[] = [];
  for (const fix of fixes) {
    const causes = open.filter((cause) => isFor(fix, cause, proved));
    items.push({
      ...{ id: fix.id, title: titleOfFix(fix.id), causes: [...fix.causes] },
      summary: fix.about.does,
      cost: fix.about.costs ?? null,
      risk: fix.about.risk,
      operations: [...operationsOfFix(fix.id)],
      isAllowed: isAllowed(context, fix, causes),
      openCauses: causes.length,
      nodes: causes.reduce((sum, { nodes }) => sum + nodes, 0),
    });
  }
  return { items, total: items.length, next: null };
}

/** By cause, the fixes that were found to fit it. */
type Proved = ReadonlyMap<string, ReadonlySet<string>>;

async function loadProved({ store }: FleetContext): Promise<Proved> {
  const proved = new Map<string, Set<string>>();
  for (const { scope, code, subject, fixId } of await store.loadProofs()) {
    const key = `${code} ${subjectKey(scope, subject)}`;
    const fitting = proved.get(key) ?? new Set();
    proved.set(key, fitting.add(fixId));
  }
  return proved;
}

/** What lies on the host, or in the target itself, is not looked at by the sync: its fixes fit whoever has it. */
function isFor(fix: Fix, { code, key }: SharedCause, proved: Proved): boolean {
  if (!fix.causes.includes(code)) return false;
  return proved.get(`${code} ${key}`)?.has(fix.id) ?? true;
}

function isAllowed(context: FleetContext, { id }: Fix, causes: readonly SharedCause[]): boolean {
  const scopes = new Set(causes.flatMap(({ scopes }) => scopes));
  if (scopes.size === 0) {
    const { enabled, fixes: allowed } = context.config.apply;
    return enabled && allowed.includes(id) && operationsOfFix(id).length > 0;
  }
  return [...scopes].some((scope) => describeApplying(context, id, scope).whyNot === null);
}
