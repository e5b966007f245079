"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ChevronRight, Search } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import type { HistoryEntry } from "../../lib/api/walkthrough.ts";
import { formatCountOf } from "../../lib/format/count.ts";
import { shortenId } from "../../lib/format/id.ts";
import { api } from "../../lib/routes/api.ts";
import { fixesHref, fixHistoryHref, walkthroughHref } from "../../lib/routes/fixes.ts";
import { Sentence } from "../node/sentence.tsx";
import { ProblemState } from "../query/problem-state.tsx";
import { useAddress } from "../shell/address-provider.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Input } from "../ui/input.tsx";
import { TextLink } from "../ui/link.tsx";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "../ui/menu.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { Table, TableCell, TableFrame, TableHead, TableHeadRow } from "../ui/table.tsx";
import { Moment } from "../ui/time.tsx";
import { historyOptions } from "./fix-queries.ts";
import { RunMark } from "./run-line.tsx";
import { outcomeWords, wordsOfRun } from "./run-words.ts";
import { useFollowFixes } from "./use-follow-fixes.ts";

/** "Who did what, and what did AWS say?" */
export function HistoryScreen() {
  const { search, write } = useAddress();
  const q = new URLSearchParams(search).get("q") ?? "";
  const [text, setText] = useState(q);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    historyOptions(q),
  );
  useFollowFixes();
  const entries = data?.pages.flatMap((page) => page.items);
  const total = data?.pages[0]?.total;
  const ask = (next: string) => {
    setText(next);
    write(fixHistoryHref({ q: next }), "replace");
  };
  return (
    <div className="px-4 pt-4 pb-10 wide:px-6 wide:pt-5">
      <Crumb />
      <header className="flex items-start gap-x-6 gap-y-3 max-wide:flex-col">
        <div className="min-w-0 flex-1">
          <h1 className="text-verdict font-head text-balance">{headline(total, q)}</h1>
          <p className="mt-0.5 text-pretty text-2">
            Every dry run, change, undo, verification, mark and note; and what was decided about nodes and
            causes.
          </p>
        </div>
        <ExportMenu q={q} />
      </header>
      <Input
        icon={<Search aria-hidden strokeWidth={1.5} />}
        type="search"
        aria-label="Filter the history"
        placeholder="A person, a call, a resource or a fix"
        className="mt-4 w-80 max-w-full"
        value={text}
        onChange={({ target }) => ask(target.value)}
      />
      {error && !data ? (
        <ProblemState error={error} onRetry={() => void refetch()} className="px-0!" />
      ) : entries === undefined ? (
        <HistorySkeleton />
      ) : entries.length === 0 ? (
        <Nothing q={q} onClear={() => ask("")} />
      ) : (
        <HistoryTable entries={entries} />
      )}
      {hasNextPage && (
        <Button className="mt-3" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show more
        </Button>
      )}
    </div>
  );
}

function headline(total: number | undefined, q: string): string {
  if (total === undefined) return "Reading the history";
  if (q !== "")
    return `${formatCountOf(total, "thing")} that ${total === 1 ? "was" : "were"} done ${total === 1 ? "matches" : "match"}.`;
  return total === 0
    ? "Nothing was done from here yet."
    : `${formatCountOf(total, "thing")} ${total === 1 ? "was" : "were"} done.`;
}

function Crumb() {
  return (
    <nav aria-label="Where this is" className="mb-1.5 flex items-center gap-x-1.5 text-meta text-3">
      <Link href={fixesHref()} className="rounded-1 hover:text-1">
        Fixes
      </Link>
      <ChevronRight aria-hidden className="size-3" strokeWidth={1.5} />
      <span className="text-2">History</span>
    </nav>
  );
}

function ExportMenu({ q }: { q: string }) {
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button>Export</Button>
      </MenuTrigger>
      <MenuContent>
        <MenuItem asChild>
          <a href={api.historyExport({ q, format: "csv" })} download>
            CSV
          </a>
        </MenuItem>
        <MenuItem asChild>
          <a href={api.historyExport({ q, format: "jsonl" })} download>
            JSON lines
          </a>
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}

function Nothing({ q, onClear }: { q: string; onClear: () => void }) {
  if (q === "") {
    return (
      <EmptyState
        title="What is done on a walkthrough is kept here, with who, when, and AWS's answer."
        className="px-0!"
      >
        <TextLink href={fixesHref()}>The fixes</TextLink>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="Nothing that was done has all of this."
      className="px-0!"
      actions={<Button onClick={onClear}>Show all</Button>}
    />
  );
}

function HistoryTable({ entries }: { entries: readonly HistoryEntry[] }) {
  return (
    <TableFrame
      label="History"
      className="mt-3 rounded-3 max-wide:-mx-4 max-wide:rounded-none max-wide:border-x-0"
    >
      <Table className="min-w-240 [&_td]:py-2 [&_td]:align-top">
        <thead>
          <TableHeadRow>
            <TableHead>When</TableHead>
            <TableHead>Who</TableHead>
            <TableHead>What</TableHead>
            <TableHead>To what</TableHead>
            <TableHead>What came of it</TableHead>
          </TableHeadRow>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}

function Entry({ entry }: { entry: HistoryEntry }) {
  const { at, by, title, walkthroughId, operation, resource, outcome, sentence, answer } = entry;
  return (
    <tr className="border-b border-line-faint text-2 last:border-b-0">
      <TableCell className="text-meta/5 whitespace-nowrap tabular-nums">
        <Moment at={at} />
      </TableCell>
      <TableCell className="max-w-40 truncate text-meta/5" title={by}>
        {by}
      </TableCell>
      <TableCell className="w-56 min-w-44">
        <span className="font-name text-1">{wordsOfRun(entry)}</span>
        <span className="block text-meta text-pretty">
          {walkthroughId === null ? (
            <Sentence text={title} isShort />
          ) : (
            <TextLink href={walkthroughHref(walkthroughId)} prefetch={false}>
              <Sentence text={title} isShort />
            </TextLink>
          )}
        </span>
      </TableCell>
      <TableCell className="w-64 min-w-56 text-meta/5">
        {operation !== null && <code className="block text-micro! wrap-anywhere">{operation}</code>}
        {resource !== null && (
          <code title={resource} className="block text-micro! wrap-anywhere text-1">
            {shortenId(resource.slice(resource.lastIndexOf("/") + 1))}
          </code>
        )}
      </TableCell>
      <TableCell className="min-w-60">
        <span className="flex items-start gap-1.5">
          <RunMark outcome={outcome} />
          <span className="min-w-0 text-pretty wrap-anywhere">
            <span className="sr-only">{outcomeWords[outcome]}: </span>
            <Sentence text={sentence} isShort />
            {answer !== null && (answer.code !== null || answer.requestId !== null) && (
              <span className="block text-meta text-3">
                {answer.code !== null && <code title={answer.message ?? undefined}>{answer.code}</code>}{" "}
                {answer.requestId !== null && (
                  <>
                    request <code>{answer.requestId}</code>
                  </>
                )}
              </span>
            )}
          </span>
        </span>
      </TableCell>
    </tr>
  );
}

function HistorySkeleton() {
  return (
    <div aria-busy="true" className="mt-3 rounded-3 border border-line">
      {["62%", "70%", "54%", "66%", "58%", "74%", "50%"].map((width) => (
        <div key={width} className="flex h-11 items-center border-b border-line-faint px-3 last:border-b-0">
          <Skeleton style={{ width }} />
        </div>
      ))}
    </div>
  );
}
