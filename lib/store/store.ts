import type { ScopeKey } from "../model/scope.ts";
import * as acknowledgements from "./acknowledgements.ts";
import { appendAudit, loadAudit } from "./audit.ts";
import { bind } from "./bind.ts";
import * as causes from "./causes.ts";
import * as countingFailures from "./count-failures.ts";
import * as documentChanges from "./document-changes.ts";
import * as documentHistory from "./document-history.ts";
import * as documents from "./documents.ts";
import { openPostgres } from "./engine/postgres.ts";
import { openSqlite } from "./engine/sqlite.ts";
import * as exclusions from "./exclusions.ts";
import * as failureReads from "./failure-reads.ts";
import { loadFailureSeriesSince } from "./failure-series.ts";
import { replaceFailures, saveFailurePage } from "./failures.ts";
import * as gaps from "./gaps.ts";
import { loadReads } from "./kind-reads.ts";
import * as loadingFailures from "./load-failures.ts";
import { countHistory, loadHistory } from "./load-history.ts";
import * as loadingNodes from "./load-nodes.ts";
import { migrate, requireSchema } from "./migrations.ts";
import { saveNodeFailures } from "./node-failures.ts";
import * as nodePast from "./node-past.ts";
import * as nodes from "./nodes.ts";
import * as pings from "./pings.ts";
import * as proofs from "./proofs.ts";
import * as references from "./references.ts";
import * as retention from "./retention.ts";
import * as runs from "./runs.ts";
import * as savedViews from "./saved-views.ts";
import * as scopes from "./scopes.ts";
import * as setBack from "./set-back.ts";
import { loadStatusHistory } from "./status-history.ts";
import * as syncRequests from "./sync-requests.ts";
import * as syncs from "./syncs.ts";
import * as trailChanges from "./trail-changes.ts";
import { exportStore, importStore } from "./transfer.ts";
import * as verifications from "./verifications.ts";
import {
  loadWalkthroughPlan,
  loadWalkthroughProgress,
  loadWalkthroughs,
  recordWalkthroughPlan,
  saveWalkthroughChange,
} from "./walkthroughs.ts";

export type StoreLocation = { folder: string } | { databaseUrl: string; schema?: string };

/**
 * Everything that Muster keeps. On SQLite every call blocks the thread that makes it, so it is opened in worker threads,
 * each for itself; the folder is owned by one process (`acquireFolderLock`). Times are milliseconds since the epoch.
 */
export type Store = Awaited<ReturnType<typeof openStore>>;

/** Opens the store, and makes or migrates it first unless `migrate` is false: then it must be up to date. */
export async function openStore(location: StoreLocation, options: { migrate?: boolean } = {}) {
  const engine = "folder" in location ? openSqlite(location.folder) : openPostgres(location);
  try {
    await (options.migrate === false ? requireSchema(engine) : migrate(engine));
  } catch (error) {
    await engine.close();
    throw engine.explain(error);
  }
  const { scopeLock: _lockName, withScopeLock, withFailuresLock, ...scopeVerbs } = scopes;
  const { takeNodeSeq: _partOfASave, ...nodeVerbs } = nodes;
  const { saveFailureGaps: _partOfAPage, ...failureVerbs } = failureReads;
  return {
    dialect: engine.dialect,
    ...bind(engine, documents),
    ...bind(engine, documentHistory),
    ...bind(engine, documentChanges),
    ...bind(engine, { loadReads }),
    ...bind(engine, pings),
    ...bind(engine, gaps),
    ...bind(engine, nodeVerbs),
    ...bind(engine, loadingNodes),
    ...bind(engine, { saveNodeFailures }),
    ...bind(engine, nodePast),
    ...bind(engine, { loadStatusHistory }),
    ...bind(engine, syncs),
    ...bind(engine, scopeVerbs),
    ...bind(engine, syncRequests),
    ...bind(engine, { appendAudit, loadAudit }),
    ...bind(engine, { loadWalkthroughProgress, loadWalkthroughs, saveWalkthroughChange }),
    ...bind(engine, { loadWalkthroughPlan, recordWalkthroughPlan }),
    ...bind(engine, runs),
    ...bind(engine, verifications),
    ...bind(engine, proofs),
    ...bind(engine, { loadHistory, countHistory }),
    ...bind(engine, savedViews),
    ...bind(engine, causes),
    ...bind(engine, exclusions),
    ...bind(engine, acknowledgements),
    ...bind(engine, { saveFailurePage, replaceFailures, loadFailureSeriesSince }),
    ...bind(engine, loadingFailures),
    ...bind(engine, countingFailures),
    ...bind(engine, failureVerbs),
    ...bind(engine, trailChanges),
    ...bind(engine, references),
    ...bind(engine, retention),
    ...bind(engine, setBack),
    ...bind(engine, { exportStore, importStore }),
    withScopeLock: <Result>(scope: ScopeKey, work: (lost: AbortSignal) => Promise<Result>) =>
      withScopeLock(engine, scope, work),
    withFailuresLock: <Result>(scope: ScopeKey, work: (lost: AbortSignal) => Promise<Result>) =>
      withFailuresLock(engine, scope, work),
    notify: engine.notify,
    listen: engine.listen,
    close: engine.close,
  };
}
