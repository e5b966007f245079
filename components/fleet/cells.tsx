import { useRouter } from "next/navigation";
import type { NodeSummary } from "../../lib/api/node.ts";
import { formatCount, formatCountOf } from "../../lib/format/count.ts";
import { shortenId } from "../../lib/format/id.ts";
import { leadWith } from "../../lib/format/lead-with.ts";
import { formatUtc } from "../../lib/format/time.ts";
import type { Status } from "../../lib/model/status.ts";
import { causeHrefOf } from "../../lib/routes/causes.ts";
import { nodeHref } from "../../lib/routes/fleet.ts";
import { Sentence } from "../node/sentence.tsx";
import { StayingLink } from "../ui/link.tsx";
import { StatusWord } from "../ui/status-glyph.tsx";
import { Age } from "../ui/time.tsx";
import { nameScope, type ScopeNames } from "./use-scope-names.ts";

export function StatusCell({ status }: { status: Status }) {
  return <StatusWord status={status} className="flex max-wide:text-meta" />;
}

/**
 * The link is for a new tab and for those who follow links; a plain click on the row opens the side panel. Until scripts run,
 * and where they never do, the whole row is this link.
 */
export function NameCell({ node }: { node: NodeSummary }) {
  return (
    <span className="flex min-w-0 items-baseline gap-2">
      <a
        href={nodeHref(node.scope, node.id)}
        tabIndex={-1}
        title={node.name ?? undefined}
        className="truncate font-name text-1 group-data-still/grid:after:absolute group-data-still/grid:after:inset-0 max-wide:text-lead"
      >
        {node.name ?? node.id}
      </a>
      {node.name !== null && (
        <code
          title={node.id}
          className="shrink-0 text-micro text-3 @max-[800px]/table:hidden max-wide:inline!"
        >
          {shortenId(node.id)}
        </code>
      )}
    </span>
  );
}

/** Why it is as it is, the guilty id first; and before it whether anybody expects it to answer at all. */
export function ReasonCell({ node: { scope, why, cause, excluded } }: { node: NodeSummary }) {
  if (why === null && excluded === null) return null;
  const led = why && cause ? leadWith(cause.subject.id, why) : (why ?? "");
  const isLed = cause !== null && led.startsWith(cause.subject.id);
  return (
    <span
      title={why ?? undefined}
      className="block truncate text-1 max-wide:line-clamp-2 max-wide:whitespace-normal max-wide:text-2 [&_code]:text-2"
    >
      {excluded && <Excluded exclusion={excluded} />}
      {isLed && <Guilty scope={scope} cause={cause} />}
      <Sentence text={isLed ? led.slice(cause.subject.id.length) : led} isShort />
    </span>
  );
}

/**
 * What is to blame, as the way to all that share it. Its row opens the side panel, and a click on this does not. The router's own
 * link, which keeps books on what may be fetched ahead, would be too dear for every row.
 */
function Guilty({ scope, cause }: { scope: string; cause: NonNullable<NodeSummary["cause"]> }) {
  const router = useRouter();
  const href = causeHrefOf(scope, cause);
  return (
    <StayingLink
      href={href}
      onFollow={() => router.push(href)}
      tabIndex={-1}
      title={`${cause.subject.id}: all nodes with this cause`}
      onClick={(event) => event.stopPropagation()}
      className="rounded-1 hover:underline"
    >
      <code>{shortenId(cause.subject.id)}</code>
    </StayingLink>
  );
}

function Excluded({
  exclusion: { reason, owner, until },
}: {
  exclusion: NonNullable<NodeSummary["excluded"]>;
}) {
  return (
    <span
      title={`Not meant to answer until ${formatUtc(until)}: ${reason} (${owner})`}
      className="mr-1.5 rounded-1 border border-line-strong px-1 text-micro text-2"
    >
      excluded
    </span>
  );
}

export function AgeCell({ at }: { at: number | null }) {
  return at === null ? <span className="text-3">never</span> : <Age at={at} />;
}

/** When its calls failed in 30 days, and how many: as one shape, for thousands of rows are drawn. */
export function FailuresCell({ node: { failures, failureTrend } }: { node: NodeSummary }) {
  if (failures === null || failures === 0)
    return <span className="text-3 max-wide:hidden">{failures === 0 ? "–" : null}</span>;
  return (
    <span
      className="inline-flex items-center gap-2"
      title={`${formatCountOf(failures, "failure")} in 30 days`}
    >
      {failureTrend && (
        <svg viewBox="0 0 36 14" aria-hidden="true" className="h-3.5 w-9 fill-(--text-3) opacity-65">
          <path d={trendPath(failureTrend)} />
        </svg>
      )}
      {formatCount(failures)}
    </span>
  );
}

function trendPath(trend: readonly number[]): string {
  const most = Math.max(...trend);
  return trend
    .map((count, at) =>
      count === 0 ? "" : `M${at * 3} 14v${-Math.max(2, Math.round((count / most) * 14))}h2V14z`,
    )
    .join("");
}

export function ScopeCell({ scope, names }: { scope: string; names: ScopeNames }) {
  const { account, region } = nameScope(scope, names);
  return (
    <span className="block truncate text-meta text-2" title={scope}>
      {account} <span className="text-3">{region}</span>
    </span>
  );
}
