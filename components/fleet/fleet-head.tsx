"use client";

import { useQuery } from "@tanstack/react-query";
import type { Facets, FleetSummary } from "../../lib/api/list.ts";
import type { GapSummary } from "../../lib/api/verdict.ts";
import type { FleetQuery } from "../../lib/routes/fleet.ts";
import { useSyncOverview } from "../sync/use-sync-overview.ts";
import type { ExportMenuProps } from "./export-menu.tsx";
import { facetsOptions, summaryOptions } from "./fleet-queries.ts";
import { FleetSupport, FleetVerdict, VerdictSkeleton } from "./fleet-verdict.tsx";
import { onDemand } from "./on-demand.tsx";
import { PreflightButton } from "./preflight-button.tsx";
import { StatusBar, StatusBarSkeleton, StatusLegend } from "./status-bar.tsx";
import type { FleetAddress } from "./use-fleet-query.ts";

const ExportMenu = onDemand<ExportMenuProps>(() => import("./export-menu.tsx"));

/** The sentence on top, what supports it, and the whole fleet as one bar. */
export function FleetHead({ address }: { address: FleetAddress }) {
  const { data: summary } = useQuery(summaryOptions(address.query.q));
  return (
    <header className="shrink-0 px-4 pt-3.5 pb-2 wide:px-6 wide:pt-[18px] wide:pb-3">
      <div className="flex items-start gap-6">
        <div className="min-w-0 flex-1">
          {summary ? <Verdict address={address} summary={summary} /> : <VerdictSkeleton />}
        </div>
        <Actions query={address.query} />
      </div>
      {summary ? (
        <>
          <StatusBar byStatus={summary.byStatus} />
          <StatusLegend byStatus={summary.byStatus} address={address} />
        </>
      ) : (
        <StatusBarSkeleton />
      )}
    </header>
  );
}

const totalOf = ({ total }: Facets) => total;

/** What can be done with all that match. */
function Actions({ query: { q, sort, tag } }: { query: FleetQuery }) {
  const { data: total = null } = useQuery({ ...facetsOptions(q, tag), select: totalOf });
  return (
    <div className="flex gap-2 max-wide:hidden">
      <ExportMenu label="Export" props={{ q, sort, total }} />
      <PreflightButton q={q} total={total} />
    </div>
  );
}

function Verdict({ address, summary }: { address: FleetAddress; summary: FleetSummary }) {
  const overview = useSyncOverview().data;
  const gap = overview?.scopes.flatMap((scope) => scope.gaps).find(decidesStatus) ?? null;
  return (
    <>
      <FleetVerdict address={address} summary={summary} />
      <FleetSupport address={address} summary={summary} gap={gap} />
    </>
  );
}

/** Whether nodes are unknown for want of this read. */
function decidesStatus(gap: GapSummary): boolean {
  return (gap.kind === "managed-node" || gap.kind === "instance") && gap.reason !== "unsupported";
}
