"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { formatCountOf } from "../../lib/format/count.ts";
import { parseFilter, printFilter } from "../../lib/routes/filter.ts";
import { FilterLink } from "../filter/filter-link.tsx";
import { openOverlay } from "../shell/overlay.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { facetsOptions } from "./fleet-queries.ts";
import type { FleetAddress } from "./use-fleet-query.ts";
import { withoutTerm } from "./without-term.ts";

const link = "flex h-8 items-center justify-between border-b border-line-faint text-accent hover:underline";
const words = ["", "this", "both", "all three", "all four", "all five"];

/** What the table says when its filter leaves nothing: which term to drop, and what that would bring. */
export function NothingMatches({ address }: { address: FleetAddress }) {
  const { q, tag } = address.query;
  const { data: facets } = useQuery(facetsOptions(q, tag));
  const terms = parseFilter(q).length;
  if (terms === 0) return <NoNodes />;
  if (!facets) return null;
  const ways = facets.withoutTerm
    .filter(({ total }) => total > 0)
    .sort((one, other) => one.total - other.total);
  return (
    <EmptyState title={`No node matches ${words[terms] ?? `all ${terms}`}.`} className="w-full">
      {ways.length > 0 && terms > 1 && <p>Drop one:</p>}
      <ul className="mt-3 border-t border-line-faint">
        {terms > 1 &&
          ways.map(({ term, total }) => (
            <li key={term}>
              <FilterLink address={address} to={{ q: printFilter(withoutTerm(q, term)) }} className={link}>
                <span className="truncate">without {term}</span>
                <span className="text-2 tabular-nums">{formatCountOf(total, "node")}</span>
              </FilterLink>
            </li>
          ))}
        <li>
          <FilterLink address={address} to={{ q: "" }} className={link}>
            clear the filter
            <span className="text-2 tabular-nums">{formatCountOf(facets.all, "node")}</span>
          </FilterLink>
        </li>
      </ul>
    </EmptyState>
  );
}

/** A fleet without nodes is no filter's fault. */
function NoNodes() {
  return (
    <EmptyState
      title="There is no node in what Muster reads."
      actions={
        <>
          <Button onClick={() => openOverlay("sync")}>Show what is read</Button>
          <Button asChild variant="bare">
            <Link href="/settings">Accounts and Regions</Link>
          </Button>
        </>
      }
    >
      An instance or a hybrid node appears here once a scope that is read has it.
    </EmptyState>
  );
}
