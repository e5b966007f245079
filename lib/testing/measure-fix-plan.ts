import { createDiagnosis } from "../diagnosis/diagnose.ts";
import { fixesOf } from "../fixes/catalogue/index.ts";
import { worthOfReturn } from "../fixes/is-wanted-back.ts";
import { judgedScope } from "../fixes/judged-scope.ts";
import { planFixes } from "../fixes/plan.ts";
import { scopeKey } from "../model/scope.ts";
import { Snapshot, type SnapshotParts } from "../model/snapshot.ts";
import { aScope } from "./a-document.ts";
import { anEstate } from "./an-estate.ts";
import { type Milliseconds, taken } from "./taken.ts";
import { withAgents } from "./with-agents.ts";

const key = scopeKey(aScope);

/** Beside these ten roles may not do what an agent needs. */
const shutGroups = 20;

/** The plan of fixes for a generated scope with thirty causes, made of what its diagnosis knows already. */
export function measureFixPlan(nodes: number): Milliseconds {
  const snapshot = new Snapshot(withFewShutGroups(withAgents(anEstate({ nodes, isTidy: true }))));
  const world = { snapshots: new Map([[key, snapshot]]), changes: [] };
  const diagnosis = createDiagnosis(world, { managedNodeQuotaOf: () => 2 * nodes });
  const judgements = diagnosis.judgeScope(key);
  const judged = judgedScope(diagnosis, world, key, judgements);
  const onFault = (fixId: string, _: unknown, error: unknown) => {
    throw new Error(`${fixId} failed`, { cause: error });
  };
  return taken(() => planFixes(judged, judgements, { fixesOf, worthOf: worthOfReturn, onFault }));
}

function withFewShutGroups(parts: SnapshotParts): SnapshotParts {
  const groups = parts.documents["security-group"] ?? [];
  const open = groups.find(({ document }) => document.egress.length > 0)!.document.egress;
  const shut = groups.filter(({ document }) => document.egress.length === 0).slice(shutGroups);
  const opened = new Set(shut.map(({ document }) => document.id));
  const changed = groups.map(({ document, observedAt }) => ({
    document: opened.has(document.id) ? { ...document, egress: open } : document,
    observedAt,
  }));
  return { ...parts, documents: { ...parts.documents, "security-group": changed } };
}
