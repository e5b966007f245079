import { ChevronDown, ChevronRight } from "lucide-react";
import type { FailureGroup } from "../../lib/api/failure.ts";
import { formatCount, formatCountOf } from "../../lib/format/count.ts";
import { describeAttempt, explainKind } from "../../lib/format/failure-words.ts";
import { leadWith } from "../../lib/format/lead-with.ts";
import { explainStatus } from "../../lib/format/status.ts";
import { FilterLink } from "../filter/filter-link.tsx";
import { nameScopesIn, useScopeNames } from "../fleet/use-scope-names.ts";
import { Sentence } from "../node/sentence.tsx";
import { classNames } from "../ui/class-names.ts";
import { StatusGlyph } from "../ui/status-glyph.tsx";
import { Moment } from "../ui/time.tsx";
import { standingOf } from "./group-standing.ts";
import { TrendBars } from "./trend-bars.tsx";
import type { FailuresAddress } from "./use-failures-address.ts";

export const groupTracks =
  "grid min-h-11.5 grid-cols-[14px_minmax(0,1fr)_minmax(0,1.05fr)_86px_44px_40px_138px] items-center gap-x-4 px-3 py-1 max-wide:grid-cols-[14px_minmax(0,1fr)_auto] max-wide:gap-x-2.5 max-wide:px-4 max-wide:py-2";

/** What failed alike: AWS's word and what was tried, why, how often, at how many nodes, and how these stand now. */
export function GroupRow({
  address,
  group,
  isOpen,
}: {
  address: FailuresAddress;
  group: FailureGroup;
  isOpen: boolean;
}) {
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <FilterLink
      address={address}
      to={{ open: isOpen ? null : group.key }}
      data-failure-row
      aria-expanded={isOpen}
      className={classNames(
        groupTracks,
        "-outline-offset-2",
        isOpen ? "bg-selected shadow-[inset_2px_0_0_var(--accent)]" : "hover:bg-hover",
      )}
    >
      <Chevron aria-hidden className="size-3.5 text-3" strokeWidth={1.5} />
      <span className="min-w-0">
        <span title={explainKind(group.kind) ?? undefined} className="block truncate font-name text-1">
          {group.kind}
        </span>
        <small className="block truncate text-meta text-3">
          {describeAttempt({ ...group, source: group.sources[0] })}
        </small>
      </span>
      <Why cause={group.cause} />
      <span className="max-wide:hidden">
        <TrendBars
          counts={group.trend}
          label={`${formatCountOf(
            group.trend.reduce((sum, count) => sum + count, 0),
            "time",
          )} in the last 14 days`}
        />
      </span>
      <span className="text-right font-name tabular-nums max-wide:col-start-3 max-wide:row-start-1 max-wide:self-start">
        {formatCount(group.count)}
        <span className="sr-only"> {group.count === 1 ? "failure" : "failures"}</span>
      </span>
      <span className="text-right text-2 tabular-nums max-wide:hidden">
        {group.nodes === 0 ? "–" : formatCount(group.nodes)}
        <span className="sr-only"> {group.nodes === 1 ? "node" : "nodes"}</span>
      </span>
      <span className="min-w-0 leading-[18px] max-wide:col-start-2 max-wide:col-end-4 max-wide:row-start-3 max-wide:flex max-wide:gap-x-3">
        <Standing group={group} />
        <small className="block truncate pl-[18px] text-meta text-3 max-wide:pl-0">
          {group.isOver ? "over, last " : "last "}
          <Moment at={group.lastSeen} isShort />
          {group.isRecurring && !group.isOver && ", recurring"}
        </small>
      </span>
    </FilterLink>
  );
}

/** The reason gives way where there is no room; that it is only inferred does not. */
function Why({ cause }: { cause: FailureGroup["cause"] }) {
  const names = useScopeNames();
  const { subject, isInferred, code } = cause;
  const sentence = nameScopesIn(cause.sentence, names);
  const text = reasonOf({ ...cause, sentence });
  return (
    <span
      title={sentence}
      className="min-w-0 text-2 max-wide:col-start-2 max-wide:col-end-4 max-wide:row-start-2 max-wide:line-clamp-2"
    >
      <span className="wide:flex">
        <span className="min-w-0 wide:truncate">
          <Sentence text={subject === null ? text : leadWith(subject.id, text)} isShort />
        </span>{" "}
        {isInferred && code !== "unexplained" && (
          <span className="shrink-0 text-3 wide:pl-1">(inferred)</span>
        )}
      </span>
    </span>
  );
}

/** How many nodes share a title stands in a column of its own. */
function reasonOf({ sentence, title }: Pick<FailureGroup["cause"], "sentence" | "title">): string {
  return sentence.startsWith(`${title}: `) ? title : sentence.replace(/\.$/, "");
}

/** One word where all stand alike, a count of each where they do not. */
function Standing({ group }: { group: FailureGroup }) {
  const standing = standingOf(group);
  const [only] = standing;
  if (!only) return <span className="block truncate pl-[18px] text-2 max-wide:pl-0">No node</span>;
  if (standing.length === 1) {
    return (
      <span className="flex items-center gap-1.5 text-2">
        <StatusGlyph status={only.status} />
        <span className="truncate">{explainStatus(only.status)}</span>
      </span>
    );
  }
  return (
    <span className="flex items-center gap-2.5 text-2 tabular-nums">
      {standing.slice(0, 3).map(({ status, count }) => (
        <span key={status} title={explainStatus(status)} className="flex items-center gap-1">
          <StatusGlyph status={status} isAlone />
          {formatCount(count)}
        </span>
      ))}
    </span>
  );
}
