"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import type { FailureAnswer, FailureList } from "../../lib/api/failure.ts";
import type { NodeDetail } from "../../lib/api/node.ts";
import { formatCount, formatCountOf } from "../../lib/format/count.ts";
import { describeAttempt } from "../../lib/format/failure-words.ts";
import { explainStatus } from "../../lib/format/status.ts";
import { failuresHref } from "../../lib/routes/failures.ts";
import { nodeFailuresOptions } from "../failures/failure-queries.ts";
import { FailuresBehind } from "../failures/failures-behind.tsx";
import { StatusGlyph } from "../ui/status-glyph.tsx";
import { Moment } from "../ui/time.tsx";
import { Section } from "./section.tsx";
import { Sentence } from "./sentence.tsx";
import { type Entry, entriesOf, type Listed, listEntries, titleOfFailure } from "./time-line-entries.ts";
import { TimeLineStrip } from "./time-line-strip.tsx";

const shownAtFirst = 12;

/** How the node fared: state, status and pings, and the failures that hit it, on one line and in words, newest first. */
export function TimeLine({ node }: { node: NodeDetail }) {
  const [isWhole, setIsWhole] = useState(false);
  const { data } = useQuery(nodeFailuresOptions(node.id));
  const failures = data?.items ?? [];
  const entries = entriesOf(node, failures);
  const listed = listEntries(entries, { isWhole });
  const shown = isWhole ? listed : listed.slice(0, shownAtFirst);
  return (
    <Section title="Time line" aside={<Aside node={node} list={data} />}>
      <TimeLineStrip node={node} failures={failures} />
      <ol className="mt-2.5">
        {shown.map((entry, rank) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: two things can happen at one moment
            key={`${entry.kind} ${entry.at} ${rank}`}
            className="grid grid-cols-[84px_12px_minmax(0,1fr)] items-baseline gap-x-2.5 border-t border-line-faint py-1.5"
          >
            {entry.kind === "more" ? (
              <button
                type="button"
                onClick={() => setIsWhole(true)}
                className="col-start-3 w-fit rounded-1 text-meta text-accent hover:underline"
              >
                {formatCount(entry.failures.length)} more since <Moment at={entry.at} />
              </button>
            ) : (
              <>
                <Moment at={entry.at} className="text-meta text-3 tabular-nums" />
                <Mark entry={entry} />
                <div className="min-w-0">
                  <Words entry={entry} node={node} />
                </div>
              </>
            )}
          </li>
        ))}
      </ol>
      {listed.length > shown.length && (
        <button
          type="button"
          onClick={() => setIsWhole(true)}
          className="mt-1 rounded-1 text-meta text-accent hover:underline"
        >
          {formatCountOf(listed.length - shown.length, "earlier entry", "earlier entries")}
        </button>
      )}
      {isWhole && data && data.total > failures.length && (
        <p className="mt-1 text-meta text-3">
          Only the last {formatCount(failures.length)} failures are shown.{" "}
          <FailuresBehind q={nodeFilter(node)} total={data.total} silent={data.silent} word="All" />
        </p>
      )}
    </Section>
  );
}

function nodeFilter({ id }: NodeDetail): string {
  return `node:${id}`;
}

function Aside({ node, list }: { node: NodeDetail; list: FailureList | undefined }) {
  if (list === undefined) return <>Reading its failures</>;
  const { total, silent, items } = list;
  if (total === 0) return <>no failure in 30 days</>;
  const since = node.since ?? node.statusSince;
  const recent = items.filter(({ at }) => at >= since).length;
  return (
    <>
      <FailuresBehind q={nodeFilter(node)} total={total} silent={silent} /> in 30 days
      {node.status !== "reachable" && recent > 0 && recent < total && (
        <>
          , {formatCount(recent)} of them since <Moment at={since} />
        </>
      )}
    </>
  );
}

function Mark({ entry }: { entry: Exclude<Listed, { kind: "more" }> }) {
  switch (entry.kind) {
    case "failure":
      return <span className="ml-[5px] h-3 w-[2.5px] translate-y-0.5 rounded-full bg-(--text-2)" />;
    case "status":
      return <StatusGlyph status={entry.span.status} className="translate-y-px" />;
    case "ping":
      return <span className="ml-[3px] size-1.5 -translate-y-px rounded-full bg-(--text-3)" />;
    default:
      return <span className="ml-[2px] size-2 -translate-y-px rotate-45 bg-ink" />;
  }
}

function Words({ entry, node }: { entry: Entry; node: NodeDetail }) {
  switch (entry.kind) {
    case "failure":
      return <FailureWords failure={entry.failure} node={node} />;
    case "state":
      return <>Instance {stateWords[entry.state]}</>;
    case "ping":
      return (
        <>
          Last ping
          {node.agentVersion !== null && <Below>agent {node.agentVersion}</Below>}
        </>
      );
    case "change":
      if (entry.event !== null) {
        return (
          <>
            <Sentence text={entry.sentence} isShort />
            <Below>{entry.event}</Below>
          </>
        );
      }
      return (
        <>
          The cause began
          <Below>
            <Sentence text={entry.sentence} isShort />
            {entry.by !== null && ` By ${entry.by}.`}
          </Below>
        </>
      );
    case "status":
      return (
        <>
          {entry.span === node.history.at(-1) && "First seen: "}
          {explainStatus(entry.span.status)}
          {entry.span.why !== null && (
            <Below>
              <Sentence text={entry.span.why} isShort />
            </Below>
          )}
        </>
      );
  }
}

const stateWords: Record<NodeDetail["states"][number]["state"], string> = {
  pending: "is starting",
  running: "started",
  stopping: "is stopping",
  stopped: "stopped",
  "shutting-down": "is being terminated",
  terminated: "terminated",
};

function FailureWords({ failure, node }: { failure: FailureAnswer; node: NodeDetail }) {
  const href = failuresHref({
    q: nodeFilter(node),
    tab: failure.isSilent ? "silent" : "failures",
    open: failure.group,
    failure: failure.id,
  });
  return (
    <>
      <Link href={href} prefetch={false} className="rounded-1 hover:underline">
        {titleOfFailure(failure)}
      </Link>
      <Below>
        {failure.kind} · {describeAttempt(failure)}
      </Below>
    </>
  );
}

function Below({ children }: { children: ReactNode }) {
  return <p className="text-meta text-pretty text-3">{children}</p>;
}
