"use client";

import { useQuery } from "@tanstack/react-query";
import type { FailureGroupList } from "../../lib/api/failure.ts";
import { formatCountOf } from "../../lib/format/count.ts";
import { failureFilter } from "../../lib/routes/failures.ts";
import { FilterLink } from "../filter/filter-link.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { failureFacetsOptions, unfilteredOptions } from "./failure-queries.ts";
import type { FailuresAddress } from "./use-failures-address.ts";

const link = "flex h-8 items-center justify-between border-b border-line-faint text-accent hover:underline";
const words = ["", "this", "both", "all three", "all four", "all five"];

/** What stands in place of the groups: all is well, nothing was read yet, or which term of the filter to drop. */
export function NoFailures({ address, list }: { address: FailuresAddress; list: FailureGroupList }) {
  const { q, tab, since, until } = address.query;
  if (q !== "") return <NothingMatches address={address} />;
  if (list.readAt === null && list.gaps.length === 0) {
    return (
      <EmptyState title="What failed in the past is being read." className="px-0">
        <p>
          AWS answers two questions a second about refused calls, so that 90 days take a while. What is found
          appears here at once.
        </p>
      </EmptyState>
    );
  }
  const isNarrow = since !== null || until !== null;
  return (
    <EmptyState
      title={
        tab === "silent"
          ? "No run was green and missed its nodes."
          : "No call was refused for its targets, and every run reached them."
      }
      className="px-0"
    >
      <p>
        {list.gaps.length > 0 ? "As far as it could be read. " : ""}
        {isNarrow ? (
          <FilterLink
            address={address}
            to={{ since: "0", until: null }}
            className="text-accent hover:underline"
          >
            Show all that is kept
          </FilterLink>
        ) : (
          "Muster goes on looking."
        )}
      </p>
    </EmptyState>
  );
}

function NothingMatches({ address }: { address: FailuresAddress }) {
  const { q, tab } = address.query;
  const { data } = useQuery(failureFacetsOptions(address.query));
  const { data: all } = useQuery(unfilteredOptions(address.query));
  const noun = tab === "silent" ? "run" : "failure";
  const terms = failureFilter.parse(q);
  const ways = (data?.withoutTerm ?? []).filter(({ total }) => total > 0).sort((a, b) => a.total - b.total);
  return (
    <EmptyState
      title={`No ${tab === "silent" ? "silent miss" : "failure"} matches ${words[terms.length] ?? `all ${terms.length}`}.`}
      className="w-full px-0"
    >
      {ways.length > 0 && terms.length > 1 && <p>Drop one:</p>}
      <ul className="mt-3 border-t border-line-faint">
        {terms.length > 1 &&
          ways.map(({ term, total }) => (
            <li key={term}>
              <FilterLink address={address} to={{ q: without(q, term) }} className={link}>
                <span className="truncate">without {term}</span>
                <span className="text-2 tabular-nums">{formatCountOf(total, noun)}</span>
              </FilterLink>
            </li>
          ))}
        <li>
          <FilterLink address={address} to={{ q: "" }} className={link}>
            {terms.length > 1 ? `clear ${words[terms.length] ?? `all ${terms.length}`}` : "clear the filter"}
            {all && (
              <span className="text-2 tabular-nums">
                {formatCountOf(tab === "silent" ? all.silent : all.failures, noun)}
              </span>
            )}
          </FilterLink>
        </li>
      </ul>
    </EmptyState>
  );
}

function without(q: string, printed: string): string {
  return failureFilter.print(
    failureFilter.parse(q).filter((term) => failureFilter.printTerm(term) !== printed),
  );
}
