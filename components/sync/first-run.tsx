"use client";

import type { CallProgressAnswer, SyncOverview } from "../../lib/api/sync.ts";
import { formatCountOf, formatList } from "../../lib/format/count.ts";
import { Code } from "../ui/code.tsx";
import { summariseFreshness } from "./scope-health.ts";
import { ScopeProgressList } from "./scope-progress.tsx";

/** What a page says before the first scope has been read: how far the reading is. */
export function FirstRun({ overview }: { overview: SyncOverview }) {
  const calls = overview.scopes.flatMap((scope) => scope.sync?.calls ?? []);
  const { nodes } = summariseFreshness(overview);
  return (
    <section className="max-w-160 p-4 wide:p-6" aria-label="Reading your fleet">
      <h1 className="text-verdict font-head text-balance">
        Reading your fleet. <span aria-live="polite">{formatCountOf(nodes, "node")} so far.</span>
      </h1>
      <p className="mt-0.5 mb-3 text-2">
        {overview.scopes.length === 0
          ? "First it is asked which accounts and Regions there are."
          : "Nodes appear as they are judged; nothing waits for the slowest scope."}
      </p>
      <ScopeProgressList scopes={overview.scopes} />
      <Slowed calls={calls} />
    </section>
  );
}

function Slowed({ calls }: { calls: readonly CallProgressAnswer[] }) {
  const retries = calls.reduce((sum, call) => sum + call.retries, 0);
  const throttles = calls.reduce((sum, call) => sum + call.throttles, 0);
  if (retries + throttles === 0) return null;
  const parts = [
    ...(retries > 0 ? [formatCountOf(retries, "retry", "retries")] : []),
    ...(throttles > 0 ? [formatCountOf(throttles, "throttle")] : []),
  ];
  const slowest = calls.reduce((most, call) => (call.throttles > most.throttles ? call : most));
  return (
    <p className="mt-2.5 text-meta text-3">
      {formatList(parts)} so far
      {slowest.throttles > 0 && (
        <>
          ; AWS slows <Code>{slowest.action}</Code> most
        </>
      )}
      .
    </p>
  );
}
