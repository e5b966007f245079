"use client";

import { ArrowUpRight, ChevronRight } from "lucide-react";
import Link from "next/link";
import type { NodeDetail } from "../../lib/api/node.ts";
import { formatCountOf } from "../../lib/format/count.ts";
import { ProblemState } from "../query/problem-state.tsx";
import { ProblemError } from "../query/read-json.ts";
import { openOverlay } from "../shell/overlay.ts";
import { SyncBanners } from "../sync/sync-banners.tsx";
import { useSyncOverview } from "../sync/use-sync-overview.ts";
import { Button } from "../ui/button.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { StatusWord } from "../ui/status-glyph.tsx";
import { Age, Clock, Moment, Until } from "../ui/time.tsx";
import { certaintyMeanings, certaintyWords } from "./certainty.ts";
import { CheckList } from "./check-list.tsx";
import { Documents } from "./documents.tsx";
import { Identity } from "./identity.tsx";
import { NodeNotFound } from "./node-not-found.tsx";
import { NodeSkeleton } from "./node-skeleton.tsx";
import { ReadNodeNow } from "./read-node-now.tsx";
import { Sentence } from "./sentence.tsx";
import { StatusHistory } from "./status-history.tsx";
import { useNode } from "./use-node.ts";

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
        <Verdict node={node} />
        <div className="mt-6 grid gap-x-8 gap-y-6 roomy:grid-cols-[minmax(0,1fr)_404px]">
          <div className="min-w-0 space-y-6">
            <Section title="What is known" aside={<Facts node={node} />}>
              <CheckList node={node} />
            </Section>
            <Section title="Documents" aside="what AWS answered">
              <Documents documents={node.documents} />
            </Section>
          </div>
          <div className="min-w-0 space-y-6">
            <Section title="Time line" aside={formatCountOf(Math.max(0, node.history.length - 1), "change")}>
              <StatusHistory history={node.history} />
            </Section>
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
      {node.name !== null && <span className="font-name text-2">{node.name}</span>}
      <code>{node.id}</code>
      <CopyButton text={node.id} label="Copy the id" className="-my-1" />
      <span aria-hidden="true">·</span>
      <span title={node.scope}>
        {node.accountName ?? node.scope.slice(0, at)} · {node.scope.slice(at + 1)}
      </span>
    </nav>
  );
}

function Verdict({ node }: { node: NodeDetail }) {
  return (
    <header className="flex items-start gap-x-6 gap-y-3 max-wide:flex-col">
      <div className="min-w-0 flex-1">
        <h1 className="text-verdict font-head text-balance [&_code]:font-name">
          <Sentence text={node.sentence} isShort />
        </h1>
        {node.why !== null && (
          <p className="mt-0.5 text-pretty text-2">
            <Sentence text={node.why} />
          </p>
        )}
        <p className="mt-1.5 flex flex-wrap items-center gap-x-2.5 gap-y-0.5 text-2">
          <StatusWord status={node.status} isStrong />
          <LastPing at={node.lastPingAt} />
          <Dot />
          <span title={certaintyMeanings[node.certainty]}>{certaintyWords[node.certainty]}</span>
          <Dot />
          <span>
            So since <Moment at={node.statusSince} />
          </span>
          {node.expectedUntil !== null && (
            <>
              <Dot />
              <span>
                Waiting is right; it should be heard <Until at={node.expectedUntil} />
              </span>
            </>
          )}
        </p>
      </div>
      <div className="flex shrink-0 gap-2">
        {node.consoleUrl !== null && (
          <Button asChild>
            <a href={node.consoleUrl} target="_blank" rel="noreferrer">
              Console
              <ArrowUpRight aria-hidden strokeWidth={1.5} />
            </a>
          </Button>
        )}
        <ReadNodeNow node={node} />
      </div>
    </header>
  );
}

function LastPing({ at }: { at: number | null }) {
  if (at === null) return <span>No ping is known</span>;
  return (
    <span>
      Last ping <Clock at={at} seconds />, <Age at={at} isPrecise />
    </span>
  );
}

function Dot() {
  return (
    <span aria-hidden="true" className="text-3 max-wide:hidden">
      ·
    </span>
  );
}

function Facts({ node }: { node: NodeDetail }) {
  return (
    <>
      {formatCountOf(node.evidence.length, "fact")}, read <Age at={node.readAt} />
    </>
  );
}

function Section({
  title,
  aside,
  children,
}: {
  title: string;
  aside?: React.ReactNode;
  children: React.ReactNode;
}) {
  return (
    <section>
      <h2 className="flex items-baseline gap-2 text-lead font-head">
        {title} {aside && <small className="text-meta font-text text-3">{aside}</small>}
      </h2>
      {children}
    </section>
  );
}
