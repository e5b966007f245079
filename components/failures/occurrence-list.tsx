import type { FailureAnswer } from "../../lib/api/failure.ts";
import { formatCount } from "../../lib/format/count.ts";
import { explainKind, nameSource, shortenRecordId } from "../../lib/format/failure-words.ts";
import { shortenId } from "../../lib/format/id.ts";
import { FilterLink } from "../filter/filter-link.tsx";
import { classNames } from "../ui/class-names.ts";
import { Moment } from "../ui/time.tsx";
import { OccurrenceDetail } from "./occurrence-detail.tsx";
import type { FailuresAddress } from "./use-failures-address.ts";

const tracks =
  "grid grid-cols-[116px_minmax(0,150px)_minmax(0,132px)_minmax(0,1fr)_minmax(0,150px)] gap-x-4 text-meta max-wide:grid-cols-[minmax(0,1fr)_auto] max-wide:gap-x-3";

/** Each time that it happened, the newest first; one of them can be open. */
export function OccurrenceList({
  address,
  failures,
}: {
  address: FailuresAddress;
  failures: readonly FailureAnswer[];
}) {
  return (
    <div className="mt-2">
      <div aria-hidden="true" className={`${tracks} py-1 text-3 max-wide:hidden`}>
        <span>Time</span>
        <span>Target</span>
        <span>Source</span>
        <span>Error, as AWS gave it</span>
        <span>Id</span>
      </div>
      <ul>
        {failures.map((failure) => {
          const isOpen = failure.id === address.query.failure;
          return (
            <li key={failure.id} className="border-t border-line-faint">
              <OccurrenceRow address={address} failure={failure} isOpen={isOpen} />
              {isOpen && <OccurrenceDetail failure={failure} />}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function OccurrenceRow({
  address,
  failure,
  isOpen,
}: {
  address: FailuresAddress;
  failure: FailureAnswer;
  isOpen: boolean;
}) {
  const { at, source, errorCode, message, records, requestId } = failure;
  const innermost = records.at(-1);
  return (
    <FilterLink
      address={address}
      to={{ failure: isOpen ? null : failure.id }}
      data-failure-row
      aria-expanded={isOpen}
      className={classNames(
        tracks,
        "items-baseline py-[5px] -outline-offset-2 hover:bg-hover",
        isOpen && "bg-hover",
      )}
    >
      <Moment at={at} className="whitespace-nowrap text-2 tabular-nums" />
      <Target failure={failure} />
      <span className="truncate text-2 max-wide:hidden">{nameSource(source)}</span>
      <span className="truncate max-wide:col-span-2">
        <code className="text-1">{errorCode}</code>{" "}
        <span className="text-3">
          {message !== null && message !== errorCode ? message : explainKind(failure.kind)}
        </span>
      </span>
      <span className="truncate text-3 max-wide:hidden">
        {innermost ? (
          <code title={`${innermost.idName} ${innermost.id}`}>{shortenRecordId(innermost.id)}</code>
        ) : (
          requestId !== null && <code>{shortenRecordId(requestId)}</code>
        )}
      </span>
    </FilterLink>
  );
}

function Target({ failure: { targets, targetCount } }: { failure: FailureAnswer }) {
  const first = targets.find(({ sankCall }) => sankCall) ?? targets[0];
  if (!first) return <span className="text-3">no target</span>;
  const name = first.now?.name;
  return (
    <span className="truncate">
      {name ? (
        <span className="font-name text-1">{name}</span>
      ) : (
        <code className="text-1" title={first.id}>
          {shortenId(first.id)}
        </code>
      )}
      {targetCount > 1 && <span className="text-3"> and {formatCount(targetCount - 1)} more</span>}
    </span>
  );
}
