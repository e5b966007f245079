"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import type { FailureGroup } from "../../lib/api/failure.ts";
import { formatCount, formatCountOf } from "../../lib/format/count.ts";
import { nameSource } from "../../lib/format/failure-words.ts";
import { explainStatus } from "../../lib/format/status.ts";
import { api } from "../../lib/routes/api.ts";
import { causeCodeHref, causeHrefOf, hasCodePage } from "../../lib/routes/causes.ts";
import { nameScope, nameScopesIn, useScopeNames } from "../fleet/use-scope-names.ts";
import { Sentence } from "../node/sentence.tsx";
import { ProblemState } from "../query/problem-state.tsx";
import { Button } from "../ui/button.tsx";
import { TextLink } from "../ui/link.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { Moment } from "../ui/time.tsx";
import { occurrencesOptions, questionOf } from "./failure-queries.ts";
import { fixedCauseOf, GroupFix } from "./group-fix.tsx";
import { standingOf } from "./group-standing.ts";
import { OccurrenceList } from "./occurrence-list.tsx";
import type { FailuresAddress } from "./use-failures-address.ts";
import { WouldItWork } from "./would-it-work-button.tsx";

/** As far as one looks by itself for the failure that the address opens. */
const soughtPages = 20;

/** One group: why it failed, how it stands, what to do about it, and each time that it happened. */
export function GroupDetail({ address, group }: { address: FailuresAddress; group: FailureGroup }) {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    occurrencesOptions(address.query, group.key),
  );
  const failures = data?.pages.flatMap((page) => page.items);
  const { failure } = address.query;
  const isSought =
    failure !== null && data !== undefined && hasNextPage && data.pages.length < soughtPages && !error;
  const isFar = isSought && failures!.every(({ id }) => id !== failure);
  useEffect(() => {
    if (isFar && !isFetchingNextPage) void fetchNextPage();
  }, [isFar, isFetchingNextPage, fetchNextPage]);
  const total = data?.pages[0]?.total ?? group.count;
  return (
    <div className="border-t border-line bg-page py-2.5 pr-3 pl-10 shadow-[inset_2px_0_0_var(--accent)] max-wide:px-4">
      <Facts group={group} />
      <div className="mt-2.5 flex flex-wrap gap-2">
        <WouldItWork failures={failures} />
        <Button size="small" variant="bare" asChild>
          <a
            href={api.failureExport({ ...questionOf(address.query), group: group.key, format: "csv" })}
            download
          >
            Export this group
          </a>
        </Button>
      </div>
      {error && !data ? (
        <ProblemState error={error} onRetry={() => void refetch()} className="px-0" />
      ) : failures ? (
        <OccurrenceList address={address} failures={failures} />
      ) : (
        <OccurrenceSkeletons rows={Math.min(group.count, 10)} />
      )}
      {hasNextPage && (
        <button
          type="button"
          disabled={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
          className="mt-1.5 rounded-1 text-meta text-accent hover:underline"
        >
          {formatCount(total - (failures?.length ?? 0))} more in this group
        </button>
      )}
    </div>
  );
}

function Facts({ group }: { group: FailureGroup }) {
  const { cause, isOver, isRecurring, firstSeen, lastSeen, sources, silent, count } = group;
  const names = useScopeNames();
  const fixed = fixedCauseOf(group);
  const days = group.trend.filter((of) => of > 0).length;
  return (
    <dl className="flex flex-wrap gap-x-7 gap-y-2 text-meta">
      <Fact name="Then" className="max-w-140">
        {cause.code !== "unexplained" && (cause.isInferred ? "Inferred: " : "Decided: ")}
        <Sentence text={nameScopesIn(cause.sentence, names)} isShort />
      </Fact>
      <Fact name="Now">
        <Now group={group} />
      </Fact>
      <Fact name="Cause">
        <CauseLink group={group} />
      </Fact>
      {fixed && (
        <Fact name="Fix">
          <GroupFix {...fixed} />
        </Fact>
      )}
      <Fact name="Seen">
        <Moment at={firstSeen} />
        {lastSeen > firstSeen && (
          <>
            {" "}
            to <Moment at={lastSeen} />
          </>
        )}
        {isOver ? "; it is over" : isRecurring ? `; on ${days} of the last 14 days` : ""}
      </Fact>
      <Fact name="Where">
        <Where group={group} />, by {sources.map(nameSource).join(" and ")}
        {silent > 0 && silent < count && `; ${formatCount(silent)} ended green`}
      </Fact>
      {group.caller !== null && (
        <Fact name="Caller">
          <code className="wrap-anywhere">{group.caller}</code>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, className, children }: { name: string; className?: string; children: ReactNode }) {
  return (
    <div className={className}>
      <dt className="text-3">{name}</dt>
      <dd className="text-1">{children}</dd>
    </div>
  );
}

function Now({ group }: { group: FailureGroup }) {
  const standing = standingOf(group);
  if (standing.length === 0) return "It names no node";
  const { unknownNodes } = group.now;
  return (
    <>
      {standing
        .map(({ status, count }) =>
          standing.length === 1 && count === 1
            ? explainStatus(status)
            : `${formatCount(count)} of ${formatCount(group.nodes)} ${explainStatus(status).toLowerCase()}`,
        )
        .join(", ")}
      {unknownNodes > 0 && group.nodes > 1 && unknownNodes < group.nodes
        ? `; no scope has ${formatCount(unknownNodes)} of them any more`
        : unknownNodes > 0 && `; no scope has ${group.nodes === 1 ? "it" : "them"} any more`}
    </>
  );
}

function CauseLink({ group }: { group: FailureGroup }) {
  const { cause, isOpen } = group;
  if (cause.code === "unexplained") return "Not known";
  const shared = fixedCauseOf(group);
  if (!shared && !hasCodePage(cause.code)) return cause.title;
  const href = shared ? causeHrefOf(shared.scope, shared) : causeCodeHref(cause.code);
  return (
    <>
      <TextLink href={href} prefetch={false}>
        {cause.title}
      </TextLink>
      {isOpen ? ", still so" : ", no longer so"}
    </>
  );
}

function Where({ group: { scopes } }: { group: FailureGroup }) {
  const names = useScopeNames();
  const [first] = scopes;
  if (first === undefined) return "nowhere";
  const { account, region } = nameScope(first, names);
  return (
    <span title={scopes.join(", ")}>
      {scopes.length === 1 ? `${account} · ${region}` : formatCountOf(scopes.length, "scope")}
    </span>
  );
}

function OccurrenceSkeletons({ rows }: { rows: number }) {
  return (
    <div aria-busy="true" className="mt-3">
      {Array.from({ length: rows + 1 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: places that never move
        <div key={row} className="flex h-[27px] items-center border-b border-line-faint">
          <Skeleton style={{ width: `${50 + ((row * 17) % 40)}%` }} />
        </div>
      ))}
    </div>
  );
}
