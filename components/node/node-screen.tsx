"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { NodeDetail } from "../../lib/api/node.ts";
import { ExcludedNote } from "../exclusions/excluded-note.tsx";
import { ProblemState } from "../query/problem-state.tsx";
import { ProblemError } from "../query/read-json.ts";
import { openOverlay } from "../shell/overlay.ts";
import { SyncBanners } from "../sync/sync-banners.tsx";
import { useSyncOverview } from "../sync/use-sync-overview.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { Age } from "../ui/time.tsx";
import { AdviceList } from "./advice-list.tsx";
import { CheckList } from "./check-list.tsx";
import { Documents } from "./documents.tsx";
import { HostHandOver, isOnHost } from "./host-hand-over.tsx";
import { Identity } from "./identity.tsx";
import { NodeNotFound } from "./node-not-found.tsx";
import { NodeSkeleton } from "./node-skeleton.tsx";
import { PathSection } from "./path-section.tsx";
import { ReachTool } from "./reach-tool.tsx";
import { Section } from "./section.tsx";
import { TimeLine } from "./time-line.tsx";
import { useNode } from "./use-node.ts";
import { VerdictHead } from "./verdict-head.tsx";

/** "Can SSM reach this node, and if not, why?" */
export function NodeScreen({ scope, id }: { scope: string; id: string }) {
  const { data: node, error, refetch } = useNode(scope, id);
  const overview = useSyncOverview().data;
  if (!node) {
    if (!error) return <NodeSkeleton />;
    const isAbsent = error instanceof ProblemError && error.problem.code === "not-found";
    return isAbsent ? (
      <NodeNotFound scope={scope} id={id} />
    ) : (
      <ProblemState error={error} onRetry={() => void refetch()} />
    );
  }
  return (
    <>
      {overview && <SyncBanners overview={overview} scopeKeys={[scope]} onShow={() => openOverlay("sync")} />}
      <div className="px-4 pt-4 pb-6 wide:px-6 wide:pt-5">
        <Crumb node={node} />
        <VerdictHead node={node} />
        <ExcludedNote excluded={node.excluded} className="mt-3 max-w-200" />
        <div className="mt-5 space-y-4">
          {isOnHost(node) && <HostHandOver node={node} />}
          <PathSection node={node} />
          {canBeTraced(node) && <ReachTool node={node} />}
        </div>
        <div className="mt-6 grid gap-x-8 gap-y-6 roomy:grid-cols-[minmax(0,1fr)_404px]">
          <div className="min-w-0 space-y-6">
            <Section title="Checks" aside={<Facts node={node} />}>
              <CheckList node={node} />
            </Section>
            {node.advice.length > 0 && (
              <Section title="Worth knowing" aside="no causes, and nothing that a fix would touch">
                <AdviceList advice={node.advice} region={node.scope.slice(node.scope.indexOf(":") + 1)} />
              </Section>
            )}
            <Section title="Documents" aside="what AWS answered">
              <Documents documents={node.documents} />
            </Section>
          </div>
          <div className="min-w-0 space-y-6">
            <TimeLine node={node} />
            <Section title="Identity">
              <Identity node={node} />
            </Section>
          </div>
        </div>
      </div>
    </>
  );
}

function Crumb({ node }: { node: NodeDetail }) {
  const at = node.scope.indexOf(":");
  return (
    <nav aria-label="Where this is" className="mb-1.5 flex flex-wrap items-center gap-x-1.5 text-meta text-3">
      <Link href="/fleet" className="rounded-1 hover:text-1">
        Fleet
      </Link>
      <ChevronRight aria-hidden className="size-3" strokeWidth={1.5} />
      {node.name !== null && (
        <span title={node.name} className="max-w-100 truncate font-name text-2">
          {node.name}
        </span>
      )}
      <code>{node.id}</code>
      <CopyButton text={node.id} label="Copy the id" className="-my-1" />
      <span aria-hidden="true" className="max-wide:hidden">
        ·
      </span>
      <span title={node.scope}>
        {node.accountName ?? node.scope.slice(0, at)} · {node.scope.slice(at + 1)}
      </span>
    </nav>
  );
}

/** Only what has an interface in a VPC sends packets that configuration can follow. */
function canBeTraced({ id, status }: NodeDetail): boolean {
  return !id.startsWith("mi-") && status !== "gone";
}

function Facts({ node }: { node: NodeDetail }) {
  return (
    <>
      {node.checks.length}, of facts read <Age at={node.readAt} />
    </>
  );
}
