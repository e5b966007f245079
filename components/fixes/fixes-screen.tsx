"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Search, X } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import type { FixList } from "../../lib/api/fix.ts";
import { formatCount, formatCountOf } from "../../lib/format/count.ts";
import { causesHref } from "../../lib/routes/causes.ts";
import { fixesHref, fixHistoryHref } from "../../lib/routes/fixes.ts";
import { summaryOptions } from "../fleet/fleet-queries.ts";
import { stageOf } from "../fleet/stage.ts";
import { Section } from "../node/section.tsx";
import { ProblemState } from "../query/problem-state.tsx";
import { openOverlay } from "../shell/overlay.ts";
import { SyncBanners } from "../sync/sync-banners.tsx";
import { useIsFirstRead, useSyncOverview } from "../sync/use-sync-overview.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Input } from "../ui/input.tsx";
import { StayingLink, TextLink } from "../ui/link.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { fixesOptions, planOptions, walkthroughsOptions } from "./fix-queries.ts";
import { FixRow } from "./fix-row.tsx";
import { matchFixes } from "./match-fixes.ts";
import { UnderWay } from "./under-way.tsx";
import { useFixesAddress } from "./use-fixes-address.ts";
import { useFollowFixes } from "./use-follow-fixes.ts";

const FirstRun = dynamic(() => import("../sync/first-run.tsx").then((module) => module.FirstRun));
const FailedState = dynamic(() => import("../sync/failed-state.tsx").then((module) => module.FailedState));

/** "What do I do?": what was begun, and every fix that there is. */
export function FixesScreen() {
  const { data: overview } = useSyncOverview();
  const { data: summary } = useQuery(summaryOptions(""));
  useFollowFixes();
  const stage = stageOf(overview, summary);
  if (overview && stage === "first-run") return <FirstRun overview={overview} />;
  if (overview && stage === "failed") return <FailedState overview={overview} />;
  return (
    <>
      {overview && <SyncBanners overview={overview} onShow={() => openOverlay("sync")} />}
      <Fixes />
    </>
  );
}

function Fixes() {
  const { data: list, error, refetch } = useQuery(fixesOptions);
  return (
    <div className="space-y-6 px-4 pt-3.5 pb-10 wide:px-6 wide:pt-[18px]">
      <FixesHead list={list} />
      <UnderWay />
      {list ? (
        <Catalogue list={list} />
      ) : error ? (
        <ProblemState error={error} onRetry={() => void refetch()} className="p-0!" />
      ) : (
        <CatalogueSkeleton />
      )}
    </div>
  );
}

function FixesHead({ list }: { list: FixList | undefined }) {
  const { data: plan } = useQuery(planOptions(""));
  const begun = useInfiniteQuery(walkthroughsOptions).data?.pages[0]?.total;
  const isFirstRead = useIsFirstRead();
  return (
    <header className="flex items-start gap-x-6 gap-y-3 max-wide:flex-col">
      <div className="min-w-0 flex-1">
        <h1 className="text-verdict font-head text-balance">
          {plan && plan.steps.length > 0 ? (
            <>
              <Link
                href={causesHref()}
                className="underline decoration-(--line-strong) decoration-1 underline-offset-4 hover:decoration-current"
              >
                {formatCountOf(plan.steps.length, "fix", "fixes")}
              </Link>{" "}
              {plan.steps.length === 1 ? "brings" : "bring"} back {formatCount(plan.broughtBack)} of{" "}
              {formatCountOf(plan.notAnswering, "node")} that should answer and do not
              {isFirstRead ? ", as far as the fleet is read." : "."}
            </>
          ) : plan ? (
            nothingWords(plan.notAnswering, isFirstRead)
          ) : (
            <>
              <span className="sr-only">Reading the fixes</span>
              <Skeleton className="my-1 h-5 w-140 max-w-full" />
            </>
          )}
        </h1>
        <p className="mt-0.5 text-pretty text-2">
          {begun !== undefined &&
            begun > 0 &&
            `${formatCountOf(begun, "walkthrough")} ${begun === 1 ? "was" : "were"} begun. `}
          {list && allowedWords(list)}
          Each proves what it brings back before anything is changed.
        </p>
      </div>
      <Button asChild>
        <Link href={fixHistoryHref()} prefetch={false}>
          History
        </Link>
      </Button>
    </header>
  );
}

function allowedWords({ items, total }: FixList): string {
  const allowed = items.filter(({ isAllowed }) => isAllowed).length;
  if (allowed === 0) return "Muster only reads here: each fix is walked through by hand. ";
  return `${formatCount(allowed)} of ${formatCountOf(total, "fix", "fixes")} may be applied from here. `;
}

function nothingWords(notAnswering: number, isFirstRead: boolean): string {
  if (isFirstRead) return "The fleet is being read: no fix is proved yet.";
  if (notAnswering === 0) return "Every node that should answer does: nothing waits for a fix.";
  return notAnswering === 1
    ? "Nothing that can be proved brings back the one node that does not answer."
    : `Nothing that can be proved brings back the ${formatCountOf(notAnswering, "node")} that do not answer.`;
}

function Catalogue({ list }: { list: FixList }) {
  const { query, follow, hrefOf } = useFixesAddress();
  const [text, setText] = useState(query.q);
  const isFirstRead = useIsFirstRead();
  const fixes = matchFixes(list.items, query);
  const isRare = list.items.some(({ isAllowed, operations }) => !isAllowed && operations.length > 0);
  const needed = fixes.filter(({ openCauses }) => openCauses > 0);
  const others = fixes.filter(({ openCauses }) => openCauses === 0);
  return (
    <section aria-label="Catalogue" className="space-y-5">
      <div className="flex flex-wrap items-center gap-3">
        <h2 className="text-lead font-head">Catalogue</h2>
        <Input
          icon={<Search aria-hidden strokeWidth={1.5} />}
          type="search"
          aria-label="Filter the fixes"
          placeholder="A word, a cause or a call"
          className="w-72"
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            follow({ q: target.value });
          }}
        />
        {query.cause !== null && (
          <Button asChild size="small">
            <StayingLink href={hrefOf({ cause: null })} onFollow={() => follow({ cause: null })}>
              <code>{query.cause}</code>
              <X aria-label="Without this cause" strokeWidth={1.5} />
            </StayingLink>
          </Button>
        )}
        <span className="text-meta text-3" role="status">
          {fixes.length === list.total
            ? formatCountOf(list.total, "fix", "fixes")
            : `${formatCount(fixes.length)} of ${formatCountOf(list.total, "fix", "fixes")}`}
        </span>
      </div>
      {fixes.length === 0 && (
        <EmptyState title="No fix has all of this." className="p-0!">
          <TextLink href={fixesHref()} onClick={() => setText("")}>
            Show all {formatCount(list.total)}
          </TextLink>
        </EmptyState>
      )}
      <FixGroup title="Needed now" fixes={needed} isRare={isRare} />
      <FixGroup
        title={isFirstRead ? "Nothing needs these so far" : "Nothing needs these now"}
        fixes={others}
        isRare={isRare}
      />
    </section>
  );
}

function FixGroup({ title, fixes, isRare }: { title: string; fixes: FixList["items"]; isRare: boolean }) {
  if (fixes.length === 0) return null;
  return (
    <Section title={title} aside={formatCount(fixes.length)}>
      <ul className="mt-2 rounded-3 border border-line max-wide:-mx-4 max-wide:rounded-none max-wide:border-x-0">
        {fixes.map((fix) => (
          <FixRow key={fix.id} fix={fix} hasCauses isRare={isRare} />
        ))}
      </ul>
    </Section>
  );
}

function CatalogueSkeleton() {
  return (
    <div aria-busy="true">
      <Skeleton className="w-24" />
      <div className="mt-4 rounded-3 border border-line">
        {["48%", "62%", "40%", "56%", "52%", "66%"].map((width) => (
          <div key={width} className="grid gap-2.5 border-b border-line-faint px-3 py-3.5 last:border-b-0">
            <Skeleton style={{ width }} />
            <Skeleton className="w-3/5" />
          </div>
        ))}
      </div>
    </div>
  );
}
