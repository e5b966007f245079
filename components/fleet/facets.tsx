"use client";

import { ChevronDown } from "lucide-react";
import Link from "next/link";
import { useCallback, useState } from "react";
import type { Facets as FacetCounts } from "../../lib/api/list.ts";
import { formatCount } from "../../lib/format/count.ts";
import { explainStatus } from "../../lib/format/status.ts";
import { causesHref } from "../../lib/routes/causes.ts";
import {
  type FacetKey,
  type Filter,
  parseFilter,
  printFilter,
  toggleValue,
  valuesOf,
  withValues,
} from "../../lib/routes/filter.ts";
import type { FleetQuery } from "../../lib/routes/fleet.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import { FacetOption } from "./facet-option.tsx";
import { withChosen } from "./facet-values.ts";
import { statusOrder } from "./status-order.ts";
import type { FleetAddress } from "./use-fleet-query.ts";

type FacetsProps = {
  address: FleetAddress;
  facets: FacetCounts | undefined;
  /** Leads to the values of a facet that are not listed. */
  onMore?: (facet: string) => void;
};
type FacetValue = FacetCounts["statuses"][number];

/** What the matching nodes are made of. Each value says how many there would be with it. */
export function Facets({ address, facets, onMore }: FacetsProps) {
  const { go, prepare } = address;
  const toggle = useCallback((key: FacetKey, value: string) => go(toggling(key, value)), [go]);
  const press = useCallback((key: FacetKey, value: string) => prepare(toggling(key, value)), [prepare]);
  if (!facets) return <FacetsSkeleton />;
  const filter = parseFilter(address.query.q);
  const statuses = statusOrder.map((status) => ({
    value: status,
    label: explainStatus(status),
    count: facets.statuses.find((one) => one.value === status)?.count ?? 0,
  }));
  return (
    <>
      <FacetGroup title="Status">
        <FacetValues facet="status" values={statuses} filter={filter} onToggle={toggle} onPress={press} />
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
              onToggle={toggle}
              onPress={press}
            />
            {facet.more > 0 && onMore && (
              <MoreButton onPress={() => onMore(facet.key)}>{formatCount(facet.more)} more</MoreButton>
            )}
          </FacetGroup>
        ))}
    </>
  );
}

/** The filter of the causes page: the same nodes, whatever causes are chosen. */
function withoutCauses(filter: Filter): string {
  return printFilter(withValues(filter, "cause", []));
}

function toggling(key: FacetKey, value: string) {
  return ({ q }: FleetQuery) => ({ q: printFilter(toggleValue(parseFilter(q), key, value)) });
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
  onToggle: (facet: FacetKey, value: string) => void;
  onPress: (facet: FacetKey, value: string) => void;
};

function FacetValues({ facet, values, filter, onToggle, onPress }: FacetValuesProps) {
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
          onToggle={onToggle}
          onPress={onPress}
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
