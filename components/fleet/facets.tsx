"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import Link from "next/link";
import { memo, useDeferredValue, useState } from "react";
import type { Facets as FacetCounts } from "../../lib/api/list.ts";
import { formatCount } from "../../lib/format/count.ts";
import { explainStatus } from "../../lib/format/status.ts";
import { causesHref } from "../../lib/routes/causes.ts";
import {
  type FacetKey,
  type Filter,
  parseFilter,
  printFilter,
  valuesOf,
  withValues,
} from "../../lib/routes/filter.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import { FacetOption } from "./facet-option.tsx";
import { withChosen } from "./facet-values.ts";
import { facetsOptions } from "./fleet-queries.ts";
import { statusOrder } from "./status-order.ts";
import type { FleetAddress } from "./use-fleet-query.ts";

type FacetsProps = {
  address: FleetAddress;
  /** Leads to the values of a facet that are not listed. */
  onMore?: (facet: string) => void;
};
type FacetValue = FacetCounts["statuses"][number];

/** What the matching nodes are made of. Each value says how many there would be with it. */
export function Facets({ address, onMore }: FacetsProps) {
  const { q, tag } = address.query;
  const { data } = useQuery(facetsOptions(q, tag));
  // What was chosen shows at once, and then come the rows: dozens of counts and addresses are drawn after them.
  const facets = useDeferredValue(data);
  const later = useDeferredValue(address);
  if (!facets) return <FacetsSkeleton />;
  return <FacetList q={q} facets={facets} address={later} onMore={onMore} />;
}

type FacetListProps = FacetsProps & { q: string; facets: FacetCounts };

const FacetList = memo(function FacetList({ q, facets, address, onMore }: FacetListProps) {
  const filter = parseFilter(q);
  const statuses = statusOrder.map((status) => ({
    value: status,
    label: explainStatus(status),
    count: facets.statuses.find((one) => one.value === status)?.count ?? 0,
  }));
  return (
    <>
      <FacetGroup title="Status">
        <FacetValues facet="status" values={statuses} filter={filter} address={address} />
      </FacetGroup>
      {facets.facets
        .filter((facet) => facet.key !== "status")
        .map((facet) => (
          <FacetGroup
            key={facet.key.startsWith("tag:") ? "tag" : facet.key}
            title={
              facet.key.startsWith("tag:") ? (
                <TagKeyPicker
                  present={facet.key.slice("tag:".length)}
                  tagKeys={facets.tagKeys}
                  onPick={(tag) => address.follow({ tag })}
                />
              ) : facet.key === "cause" ? (
                <Link
                  href={causesHref({ q: withoutCauses(filter) })}
                  prefetch={false}
                  title="What these nodes share"
                  className="rounded-1 hover:underline"
                >
                  {facet.title}
                </Link>
              ) : (
                facet.title
              )
            }
          >
            <FoldedValues
              facet={facet.key as FacetKey}
              values={facet.values}
              filter={filter}
              address={address}
            />
            {facet.more > 0 && onMore && (
              <MoreButton onPress={() => onMore(facet.key)}>{formatCount(facet.more)} more</MoreButton>
            )}
          </FacetGroup>
        ))}
    </>
  );
});

/** The filter of the causes page: the same nodes, whatever causes are chosen. */
function withoutCauses(filter: Filter): string {
  return printFilter(withValues(filter, "cause", []));
}

function FacetGroup({ title, children }: { title: React.ReactNode; children: React.ReactNode }) {
  return (
    <section className="pt-1.5 pb-2 first:pt-0.5">
      <h2 className="flex h-6 items-center pr-3 pl-6 text-meta font-head text-1">{title}</h2>
      {children}
    </section>
  );
}

type FacetValuesProps = {
  facet: FacetKey;
  values: readonly FacetValue[];
  filter: Filter;
  address: FleetAddress;
};

function FacetValues({ facet, values, filter, address }: FacetValuesProps) {
  const chosen = valuesOf(filter, facet);
  return (
    <ul>
      {withChosen(values, chosen).map(({ value, label, count }) => (
        <FacetOption
          key={value}
          facet={facet}
          value={value}
          label={label}
          count={count}
          isChosen={chosen.includes(value)}
          address={address}
        />
      ))}
    </ul>
  );
}

const shownAtFirst = 8;

/** The values with the most nodes; the others on demand, and those that are chosen always. */
function FoldedValues({ values, ...rest }: FacetValuesProps) {
  const [isWhole, setIsWhole] = useState(false);
  const isWorthIt = values.length > shownAtFirst + 2;
  const chosen = valuesOf(rest.filter, rest.facet);
  const shown =
    isWhole || !isWorthIt
      ? values
      : values.filter(({ value }, rank) => rank < shownAtFirst || chosen.includes(value));
  return (
    <>
      <FacetValues values={shown} {...rest} />
      {shown.length < values.length && (
        <MoreButton onPress={() => setIsWhole(true)}>
          {formatCount(values.length - shown.length)} more
        </MoreButton>
      )}
    </>
  );
}

function MoreButton({ onPress, children }: { onPress: () => void; children: React.ReactNode }) {
  return (
    <button
      type="button"
      onClick={onPress}
      className="flex h-6 items-center pr-3 pl-[46px] text-meta text-accent hover:underline max-wide:h-9"
    >
      {children}
    </button>
  );
}

type TagKeyPickerProps = {
  present: string;
  tagKeys: FacetCounts["tagKeys"];
  onPick: (tagKey: string) => void;
};

/** The native picker under the facet's own title: it takes a thousand keys, a keyboard and a phone as it is. */
function TagKeyPicker({ present, tagKeys, onPick }: TagKeyPickerProps) {
  return (
    <span className="relative inline-flex min-w-0 items-center gap-0.5 rounded-1 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
      <span className="truncate">Tag: {present}</span>
      <ChevronDown aria-hidden className="size-3.5 shrink-0 text-3" strokeWidth={1.75} />
      <select
        aria-label="Tag that is counted"
        value={present}
        onChange={(event) => onPick(event.target.value)}
        className="absolute inset-0 cursor-pointer bg-raised text-1 opacity-0"
      >
        {tagKeys.map(({ key, count }) => (
          <option key={key} value={key}>
            {key} ({formatCount(count)})
          </option>
        ))}
      </select>
    </span>
  );
}

function FacetsSkeleton() {
  return (
    <div aria-hidden="true">
      {[7, 3, 5, 3].map((rows, group) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: places that never move
        <section key={group} className="pt-1.5 pr-2.5 pb-2 pl-6">
          <div className="flex h-6 items-center">
            <Skeleton className="w-14" />
          </div>
          {Array.from({ length: rows }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: places that never move
            <div key={row} className="flex h-6 items-center gap-[7px]">
              <Skeleton className="size-3.5" />
              <Skeleton style={{ width: `${40 + ((row * 17) % 35)}%` }} />
              <Skeleton className="ml-auto w-6" />
            </div>
          ))}
        </section>
      ))}
    </div>
  );
}
