"use client";

import Link from "next/link";
import type { FleetSummary } from "../../lib/api/list.ts";
import type { GapSummary } from "../../lib/api/verdict.ts";
import { formatCount, formatCountOf } from "../../lib/format/count.ts";
import { causesHref } from "../../lib/routes/causes.ts";
import { parseFilter, printFilter, withValues } from "../../lib/routes/filter.ts";
import { FilterLink } from "../filter/filter-link.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { summaryFilterOf } from "./fleet-queries.ts";
import type { FleetAddress } from "./use-fleet-query.ts";
import { useScopeName } from "./use-scope-names.ts";

type VerdictProps = { address: FleetAddress; summary: FleetSummary };

const counted =
  "underline decoration-(--line-strong) decoration-1 underline-offset-4 hover:decoration-current";

/** The answer to the page's question, with its numbers as the way to what they count. */
export function FleetVerdict({ address, summary }: VerdictProps) {
  const silent = summary.shouldAnswer - summary.answer;
  const { shouldAnswer, answer } = summary;
  if (shouldAnswer === 0) {
    const isKnown = (summary.byStatus.unknown ?? 0) === 0;
    return (
      <h1 className={headline}>
        {isKnown ? "No node is expected to answer." : "Which nodes answer is not known."}
      </h1>
    );
  }
  const answering = (
    <StatusLink
      address={address}
      summary={summary}
      statuses={["reachable", "degraded"]}
      className={silent === 0 ? counted : "hover:underline"}
    >
      {shouldAnswer === 1 ? "one" : formatCount(answer)}
    </StatusLink>
  );
  if (silent === 0) {
    return (
      <h1 className={headline}>
        {shouldAnswer === 1 ? (
          <>The {answering} node that should answer does.</>
        ) : (
          <>All {answering} nodes that should answer do.</>
        )}
      </h1>
    );
  }
  return (
    <h1 className={headline}>
      {shouldAnswer === 1 ? (
        "The one node that should answer "
      ) : (
        <>
          {answering} of {formatCount(shouldAnswer)} nodes that should answer do.{" "}
        </>
      )}
      <StatusLink address={address} summary={summary} statuses={["lost", "unregistered"]} className={counted}>
        {shouldAnswer === 1 ? "does not" : `${formatCount(silent)} ${silent === 1 ? "does" : "do"} not`}
      </StatusLink>
      <ForCauses address={address} count={summary.causes.notAnswering} />.
    </h1>
  );
}

/** How few things are behind it, and the way to them. */
function ForCauses({ address, count }: { address: FleetAddress; count: number }) {
  if (count === 0) return null;
  return (
    <>
      , for{" "}
      <Link href={causesHref({ q: summaryFilterOf(address.query.q) })} prefetch={false} className={counted}>
        {formatCountOf(count, "cause")}
      </Link>
    </>
  );
}

export const headline = "text-verdict font-head text-balance text-1";

/** What the sentence leaves out: the degraded, the ones that nobody expects, and those that could not be judged. */
export function FleetSupport({ address, summary, gap }: VerdictProps & { gap: GapSummary | null }) {
  const count = (status: string) => summary.byStatus[status] ?? 0;
  const away = count("off") + count("gone");
  return (
    <p className="mt-0.5 text-pretty text-2">
      <Part count={count("degraded")}>
        <StatusLink address={address} summary={summary} statuses={["degraded"]} className="hover:underline">
          {formatCount(count("degraded"))}
        </StatusLink>{" "}
        that {count("degraded") === 1 ? "answers is" : "answer are"} degraded.{" "}
      </Part>
      <Part count={summary.starting}>
        <FilterLink
          address={address}
          to={{ q: printFilter(withValues(parseFilter(address.query.q), "starting", ["yes"])) }}
          className="hover:underline"
        >
          {formatCount(summary.starting)}
        </FilterLink>{" "}
        {summary.starting === 1 ? "is" : "are"} still starting.{" "}
      </Part>
      <Part count={away}>
        <StatusLink
          address={address}
          summary={summary}
          statuses={["off", "gone"]}
          className="hover:underline"
        >
          {formatCount(away)}
        </StatusLink>{" "}
        {away === 1 ? "is" : "are"} off or gone.{" "}
      </Part>
      <Part count={count("unknown")}>
        <StatusLink address={address} summary={summary} statuses={["unknown"]} className="hover:underline">
          {formatCount(count("unknown"))}
        </StatusLink>{" "}
        could not be judged{gap ? <GapReason gap={gap} /> : "."}{" "}
      </Part>
      <Part count={summary.awaitingCause}>
        Why has yet to be read of {formatCount(summary.awaitingCause)}.{" "}
      </Part>
      <Part count={summary.excluded}>
        <FilterLink
          address={address}
          to={{ q: printFilter(withValues(parseFilter(address.query.q), "excluded", ["yes"])) }}
          className="hover:underline"
        >
          {formatCount(summary.excluded)} excluded
        </FilterLink>
        .
      </Part>
    </p>
  );
}

function Part({ count, children }: { count: number; children: React.ReactNode }) {
  return count > 0 ? children : null;
}

const reasons: Record<GapSummary["reason"], string> = {
  denied: "is denied",
  throttled: "is throttled",
  unsupported: "is not offered",
  failed: "fails",
  awaited: "is still to come",
};

function GapReason({ gap }: { gap: GapSummary }) {
  const { account, region } = useScopeName(gap.scope);
  return (
    <>
      : <code>{gap.action}</code> {reasons[gap.reason]} in {account} · {region}.
    </>
  );
}

type StatusLinkProps = Omit<React.ComponentProps<"a">, "href"> & {
  address: FleetAddress;
  statuses: string[];
  summary: FleetSummary;
};

/** Leads to the very nodes that the headline counts, which excluded ones and those that still start are not. */
function StatusLink({ address, statuses, summary, ...rest }: StatusLinkProps) {
  const asked = withValues(parseFilter(address.query.q), "status", statuses);
  const meant = summary.excluded > 0 ? withValues(asked, "excluded", ["no"]) : asked;
  const mayStart = summary.starting > 0 && statuses.includes("unregistered");
  const filter = mayStart ? withValues(meant, "starting", ["no"]) : meant;
  return <FilterLink address={address} to={{ q: printFilter(filter) }} {...rest} />;
}

export function VerdictSkeleton() {
  return (
    <div aria-busy="true">
      <h1 className="sr-only">Reading the fleet</h1>
      <Skeleton className="my-1 h-5 w-120 max-w-full" />
      <Skeleton className="mt-2.5 mb-1 w-80 max-w-full" />
    </div>
  );
}
