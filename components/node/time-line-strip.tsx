import type { FailureAnswer } from "../../lib/api/failure.ts";
import type { NodeDetail } from "../../lib/api/node.ts";
import type { Status } from "../../lib/model/status.ts";
import { classNames } from "../ui/class-names.ts";
import { Moment } from "../ui/time.tsx";
import { useNow } from "../ui/use-now.ts";
import { lineStart, segmentsOf, stateSegmentsOf } from "./history-strip.ts";

const fills: Record<Status, string> = {
  reachable: "bg-fill-reachable",
  degraded: "bg-fill-degraded",
  lost: "shadow-[inset_0_0_0_1.5px_var(--fill-lost)]",
  unregistered: "hatch-fill-unregistered",
  off: "bg-fill-off opacity-55",
  gone: "shadow-[inset_0_0_0_1.5px_var(--fill-gone)]",
  unknown: "bg-fill-unknown opacity-55",
};

const lastOnLine = { changes: 3, states: 2, failures: 10 };
/** A start of long ago would leave no room for what happened since. */
const recentMs = 7 * 86_400_000;

/** State, ping, status, the change behind it and failures above each other on one axis, which ends now. The list says the same in words. */
export function TimeLineStrip({ node, failures }: { node: NodeDetail; failures: readonly FailureAnswer[] }) {
  const now = useNow();
  const moments = [
    ...node.history.slice(0, lastOnLine.changes).map((span) => span.from),
    ...failures.slice(0, lastOnLine.failures).map(({ at }) => at),
    ...[node.since, node.ping === "Online" ? null : node.lastPingAt].filter((at) => at !== null),
    ...node.states.slice(0, lastOnLine.states).map(({ at }) => at),
  ];
  const from = lineStart(
    moments.filter((at) => at > now - recentMs || failures.some((failure) => failure.at === at)),
    now,
  );
  const placeOf = (at: number) => (at - from) / Math.max(1, now - from);
  const states = stateSegmentsOf(node.states, from, now);
  const shown = failures.filter(({ at }) => at >= from);
  const changedAt = node.since !== null && node.since >= from ? placeOf(node.since) : null;
  return (
    <div aria-hidden="true" className="mt-2" suppressHydrationWarning>
      {states.length > 0 && (
        <Row title="State">
          {states.map(({ state, start, end }) => (
            <Bar
              key={`${state}${start}`}
              start={start}
              end={end}
              className={
                state === "running" ? "bg-(--line-strong)" : "shadow-[inset_0_0_0_1.5px_var(--line-strong)]"
              }
            />
          ))}
        </Row>
      )}
      <PingRow node={node} placeOf={placeOf} />
      {(node.history.length > 1 || node.ping === null) && (
        <Row title="Status">
          {segmentsOf(node.history, from, now).map(({ status, start, end }) => (
            <Bar key={`${status}${start}`} start={start} end={end} className={fills[status]} />
          ))}
        </Row>
      )}
      {changedAt !== null && (
        <Row title="Change">
          <span
            suppressHydrationWarning
            className="absolute top-1/2 size-2 -translate-1/2 rotate-45 bg-ink"
            style={{ left: `${changedAt * 100}%` }}
          />
        </Row>
      )}
      {failures.length > 0 && (
        <Row title="Failures">
          {shown.map(({ id, at }) => (
            <span
              key={id}
              suppressHydrationWarning
              className="absolute inset-y-[-2px] w-[2.5px] -translate-x-1/2 rounded-full bg-(--text-2)"
              style={{ left: `${placeOf(at) * 100}%` }}
            />
          ))}
        </Row>
      )}
      <div className="mt-1.5 ml-[60px] flex justify-between border-t border-line pt-1 text-micro text-3">
        <Moment at={from} />
        <span>now</span>
      </div>
    </div>
  );
}

/** Heard until the last ping, and not since. Before it was launched nobody could have heard it. */
function PingRow({ node, placeOf }: { node: NodeDetail; placeOf: (at: number) => number }) {
  const { ping, lastPingAt, launchedAt } = node;
  if (ping === null || lastPingAt === null) return null;
  const begins = Math.min(1, Math.max(0, launchedAt === null ? 0 : placeOf(launchedAt)));
  const heard = ping === "Online" ? 1 : Math.max(0, placeOf(lastPingAt));
  return (
    <Row title="Ping">
      {heard > begins && <Bar start={begins} end={heard} className={fills.reachable} />}
      {heard < 1 && <Bar start={Math.max(begins, heard)} end={1} className={fills.lost} />}
    </Row>
  );
}

function Row({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="flex h-[17px] items-center">
      <span className="w-[60px] shrink-0 text-meta text-3">{title}</span>
      <div className="relative h-1.5 flex-1">{children}</div>
    </div>
  );
}

function Bar({ start, end, className }: { start: number; end: number; className: string }) {
  return (
    <span
      suppressHydrationWarning
      className={classNames("absolute inset-y-0 min-w-1 rounded-[2px]", className)}
      style={{ left: `min(${start * 100}%, 100% - 4px)`, width: `calc(${(end - start) * 100}% - 2px)` }}
    />
  );
}
