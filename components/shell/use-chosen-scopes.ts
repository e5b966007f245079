import { usePathname, useRouter } from "next/navigation";
import { causesHref } from "../../lib/routes/causes.ts";
import { failureFilter, failuresHref, parseFailuresSearch } from "../../lib/routes/failures.ts";
import { type FilterLanguage, fleetFilter, valuesOf, withValues } from "../../lib/routes/filter.ts";
import { fleetHref } from "../../lib/routes/fleet.ts";
import { useFleetQuery } from "../fleet/use-fleet-query.ts";
import { useAddress } from "./address-provider.tsx";

export type ChosenScopes = {
  /** Keys of the scopes that the page shows; none is all. */
  chosen: readonly string[];
  choose: (keys: string[]) => void;
};

/** The scopes that the page is narrowed to, by its own filter. Where a page has none, a choice leads to the fleet. */
export function useChosenScopes(): ChosenScopes {
  const pathname = usePathname();
  const router = useRouter();
  const { search, write } = useAddress();
  const { query, go } = useFleetQuery();
  switch (pathname) {
    case fleetHref():
      return scopesIn(fleetFilter, query.q, (q) => go({ q }));
    case causesHref():
      // Both pages call their filter `q`.
      return scopesIn(fleetFilter, query.q, (q) => router.push(causesHref({ q })));
    case failuresHref(): {
      const present = parseFailuresSearch(search);
      return scopesIn(failureFilter, present.q, (q) =>
        write(failuresHref({ ...present, q, open: null, failure: null }), "push"),
      );
    }
    default:
      return scopesIn(fleetFilter, "", (q) => router.push(fleetHref({ q })));
  }
}

function scopesIn<Key extends string>(
  { parse, print }: FilterLanguage<Key | "scope">,
  q: string,
  onChange: (q: string) => void,
): ChosenScopes {
  const filter = parse(q);
  return {
    chosen: valuesOf(filter, "scope"),
    choose: (keys) => onChange(print(withValues(filter, "scope", keys))),
  };
}
