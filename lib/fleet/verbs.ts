import { getCatalogueEntry, readCatalogue } from "./catalogue/read-catalogue.ts";
import { acknowledgeCause, withdrawAcknowledgement } from "./causes/acknowledge-cause.ts";
import { getCause } from "./causes/get-cause.ts";
import { listCauses } from "./causes/list-causes.ts";
import { completeFilter } from "./complete-filter.ts";
import { countFacets } from "./count-facets.ts";
import { endExclusion, excludeNodes, listExclusions } from "./exclusions.ts";
import { countFailureFacets } from "./failures/count-failure-facets.ts";
import { countFailureHistogram } from "./failures/count-failure-histogram.ts";
import { listFailureGroups } from "./failures/list-failure-groups.ts";
import { exportFailures, listFailures } from "./failures/list-failures.ts";
import { listStaleReferences } from "./failures/list-stale-references.ts";
import { applyStep } from "./fixes/apply-step.ts";
import { changeWalkthrough } from "./fixes/change-walkthrough.ts";
import { dryRunStep } from "./fixes/dry-run-step.ts";
import { getPlan } from "./fixes/get-plan.ts";
import { getWalkthrough } from "./fixes/get-walkthrough.ts";
import { listCauseFixes } from "./fixes/list-cause-fixes.ts";
import { listFixes } from "./fixes/list-fixes.ts";
import { exportHistory, listHistory } from "./fixes/list-history.ts";
import { listWalkthroughs } from "./fixes/list-walkthroughs.ts";
import { proveWalkthrough } from "./fixes/prove-walkthrough.ts";
import { undoStep } from "./fixes/undo-step.ts";
import { verifyWalkthrough } from "./fixes/verify-walkthrough.ts";
import { getNode } from "./get-node.ts";
import { exportNodes, listNodes } from "./list-nodes.ts";
import { pivotFleet } from "./pivot-fleet.ts";
import { preflight } from "./preflight/preflight.ts";
import { readHostOutput } from "./read-host-output.ts";
import { readSettings } from "./read-settings.ts";
import { readSyncs, requestSync } from "./read-syncs.ts";
import { deleteView, listViews, saveView } from "./saved-views.ts";
import { summariseFleet } from "./summarise-fleet.ts";
import { traceNode } from "./trace-node.ts";

/** Everything that a screen, a route or a command can ask for. Each is given the context and its input, already parsed. */
export const verbs = {
  acknowledgeCause,
  applyStep,
  changeWalkthrough,
  completeFilter,
  countFacets,
  countFailureFacets,
  countFailureHistogram,
  deleteView,
  dryRunStep,
  endExclusion,
  excludeNodes,
  exportFailures,
  exportHistory,
  exportNodes,
  getCatalogueEntry,
  getCause,
  getNode,
  getPlan,
  getWalkthrough,
  listCauseFixes,
  listCauses,
  listExclusions,
  listFailureGroups,
  listFailures,
  listFixes,
  listHistory,
  listNodes,
  listStaleReferences,
  listViews,
  listWalkthroughs,
  pivotFleet,
  preflight,
  proveWalkthrough,
  readCatalogue,
  readHostOutput,
  readSettings,
  readSyncs,
  requestSync,
  saveView,
  summariseFleet,
  traceNode,
  undoStep,
  verifyWalkthrough,
  withdrawAcknowledgement,
};

export type VerbName = keyof typeof verbs;
export type VerbInput<V extends VerbName> =
  Parameters<(typeof verbs)[V]> extends [unknown, infer Input, ...unknown[]] ? Input : null;
export type VerbOutput<V extends VerbName> = Awaited<ReturnType<(typeof verbs)[V]>>;
