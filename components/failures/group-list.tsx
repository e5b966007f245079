"use client";

import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { useRef } from "react";
import { useHotkeys } from "react-hotkeys-hook";
import type { FailureGroupList } from "../../lib/api/failure.ts";
import { formatCountOf } from "../../lib/format/count.ts";
import { useListKeys } from "../causes/use-list-keys.ts";
import { FilterLink } from "../filter/filter-link.tsx";
import { isAboveThePage, useOverlay } from "../shell/overlay.ts";
import { Button } from "../ui/button.tsx";
import { Callout } from "../ui/callout.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { Age } from "../ui/time.tsx";
import { GroupDetail } from "./group-detail.tsx";
import { GroupRow, groupTracks } from "./group-row.tsx";
import { NewerFailures } from "./newer-failures.tsx";
import { NoFailures } from "./no-failures.tsx";
import type { FailuresAddress } from "./use-failures-address.ts";
import { useOpenGroup, useShownOpen } from "./use-open-group.ts";

type GroupListProps = {
  address: FailuresAddress;
  groups: UseInfiniteQueryResult<InfiniteData<FailureGroupList>>;
};

/** The groups, and below the one that is open what happened in it. */
export function GroupList({ address, groups }: GroupListProps) {
  const { query, go } = address;
  const list = useRef<HTMLDivElement>(null);
  useListKeys(list, "[data-failure-row]");
  useHotkeys("escape", () => go(query.failure === null ? { open: null } : { failure: null }), {
    enabled: useOverlay() === null && query.open !== null,
    ignoreEventWhen: isAboveThePage,
  });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = groups;
  const listed = data?.pages.flatMap((page) => page.items);
  const { items, isAbsent } = useOpenGroup(address, listed);
  useShownOpen(list, query.open, items?.some(({ key }) => key === query.open) ?? false);
  const first = data?.pages[0];
  if (first && items?.length === 0) {
    return (
      <>
        <NewerFailures address={address} list={first} section={list} />
        <NoFailures address={address} list={first} />
      </>
    );
  }
  return (
    <section aria-label="Groups of failures" ref={list} className="relative">
      {first && <NewerFailures address={address} list={first} section={list} />}
      {isAbsent && <OpenIsAbsent address={address} />}
      <div
        aria-busy={data === undefined}
        className="overflow-hidden rounded-3 border border-line max-wide:-mx-4 max-wide:rounded-none max-wide:border-x-0"
      >
        <Head sort={query.sort} />
        <ul>
          {items?.map((group) => {
            const isOpen = group.key === query.open;
            return (
              <li key={group.key} className="border-t border-line-faint max-wide:first:border-t-0">
                <GroupRow address={address} group={group} isOpen={isOpen} />
                {isOpen && <GroupDetail address={address} group={group} />}
              </li>
            );
          }) ?? <RowSkeletons />}
        </ul>
      </div>
      <p className="mt-3 flex min-h-7 items-center gap-3 text-meta text-3">
        {hasNextPage && (
          <Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show more
          </Button>
        )}
        {first && (
          <span>
            {formatCountOf(first.total, "group")} in all;{" "}
            {first.readAt === null ? (
              "not every source has been read through yet"
            ) : (
              <>
                sources read <Age at={first.readAt} />
              </>
            )}
          </span>
        )}
        <span className="ml-auto max-wide:hidden">j and k move, ↵ opens, Esc closes</span>
      </p>
    </section>
  );
}

/** The address names a group of which nothing is within what is asked. */
function OpenIsAbsent({ address }: { address: FailuresAddress }) {
  const { open, failure } = address.query;
  return (
    <Callout className="mb-2.5">
      The group of this address has no failure within this time and filter.{" "}
      <FilterLink
        address={address}
        to={{ q: "", since: "0", until: null, open, failure }}
        className="rounded-1 text-accent hover:underline"
      >
        Look for it in all that is kept
      </FilterLink>
    </Callout>
  );
}

function Head({ sort }: { sort: string }) {
  const ink = (of: string) => (sort.endsWith(of) ? "text-1" : undefined);
  return (
    <div
      aria-hidden="true"
      className={`${groupTracks} min-h-row-head! bg-sunken py-0! text-meta text-3 max-wide:hidden`}
    >
      <span />
      <span className={ink("kind")}>What failed</span>
      <span className={ink("cause")}>Why, at that time</span>
      <span>14 days</span>
      <span className={`text-right ${ink("count") ?? ""}`}>Count</span>
      <span className={`text-right ${ink("nodes") ?? ""}`}>Nodes</span>
      <span className={ink("Seen")}>Now</span>
    </div>
  );
}

const widths = ["62%", "48%", "70%", "54%", "60%", "44%", "66%", "52%"];

function RowSkeletons() {
  return widths.map((width) => (
    <li key={width} className={`${groupTracks} border-t border-line-faint`}>
      <span />
      <span className="grid gap-2">
        <Skeleton className="w-32" />
        <Skeleton className="h-2 w-3/5" />
      </span>
      <Skeleton style={{ width }} className="max-wide:hidden" />
      <Skeleton className="h-4 w-[83px] max-wide:hidden" />
      <Skeleton className="ml-auto w-7" />
      <Skeleton className="ml-auto w-5 max-wide:hidden" />
      <Skeleton className="w-24 max-wide:hidden" />
    </li>
  ));
}
