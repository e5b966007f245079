"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { WalkthroughSummary } from "../../lib/api/walkthrough.ts";
import { formatCount, formatCountOf } from "../../lib/format/count.ts";
import { walkthroughHref } from "../../lib/routes/fixes.ts";
import { Section } from "../node/section.tsx";
import { Sentence } from "../node/sentence.tsx";
import { ProblemState } from "../query/problem-state.tsx";
import { Button } from "../ui/button.tsx";
import { classNames } from "../ui/class-names.ts";
import { Age } from "../ui/time.tsx";
import { walkthroughsOptions } from "./fix-queries.ts";

/** The walkthroughs that somebody began, the last touched first: what anybody can go on with. */
export function UnderWay() {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(walkthroughsOptions);
  if (error && !data) return <ProblemState error={error} onRetry={() => void refetch()} className="p-0!" />;
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  if (items.length === 0) return null;
  const total = data!.pages[0]!.total;
  return (
    <Section title="Walkthroughs" aside={`${formatCount(total)} begun`}>
      <ul className="mt-2 rounded-3 border border-line max-wide:-mx-4 max-wide:rounded-none max-wide:border-x-0">
        {items.map((walkthrough) => (
          <Walkthrough key={walkthrough.id} walkthrough={walkthrough} />
        ))}
      </ul>
      {hasNextPage && (
        <Button className="mt-2" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show more
        </Button>
      )}
    </Section>
  );
}

const stateWords: Record<WalkthroughSummary["state"], { word: string; hue: string }> = {
  "not-asked": { word: "not verified yet", hue: "text-2" },
  reading: { word: "reading its nodes", hue: "text-2" },
  waiting: { word: "waiting for its nodes", hue: "text-st-degraded" },
  mended: { word: "mended", hue: "text-st-reachable" },
  "not-mended": { word: "not mended", hue: "text-st-lost" },
};

function Walkthrough({ walkthrough }: { walkthrough: WalkthroughSummary }) {
  const { id, title, cause, steps, doneSteps, touchedAt, touchedBy, state } = walkthrough;
  const { word, hue } = stateWords[state];
  return (
    <li className="border-b border-line-faint last:border-b-0">
      <Link
        href={walkthroughHref(id)}
        prefetch={false}
        className="grid min-h-11.5 grid-cols-[minmax(0,1fr)_96px_168px_150px_16px] items-center gap-x-6 px-3 py-1.5 -outline-offset-2 hover:bg-hover max-wide:grid-cols-[minmax(0,1fr)_16px] max-wide:px-4"
      >
        <span className="min-w-0">
          <span className="block truncate font-name text-1">
            <Sentence text={title} isShort />
          </span>
          <small className="block truncate text-meta text-3">
            {!cause.isOpen && "over: "}
            <Sentence text={cause.sentence} isShort />
          </small>
        </span>
        <span className="text-meta text-2 tabular-nums max-wide:col-start-1">
          {formatCount(doneSteps)} of {formatCountOf(steps, "step")}
        </span>
        <span className={classNames("text-meta max-wide:col-start-1", hue)}>{word}</span>
        <span className="truncate text-meta text-3 max-wide:col-start-1 wide:text-right">
          {touchedBy}, <Age at={touchedAt} />
        </span>
        <ChevronRight
          aria-hidden
          className="size-4 text-3 max-wide:col-start-2 max-wide:row-span-4 max-wide:row-start-1"
          strokeWidth={1.5}
        />
      </Link>
    </li>
  );
}
