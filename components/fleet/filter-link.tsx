"use client";

import type { ComponentProps, MouseEvent } from "react";
import type { FleetQuery } from "../../lib/routes/fleet.ts";
import type { FleetAddress } from "./use-fleet-query.ts";

type FilterLinkProps = Omit<ComponentProps<"a">, "href"> & { address: FleetAddress; to: Partial<FleetQuery> };

/** A link to the fleet asked otherwise. It is a real address, for a new tab; a plain click stays on the page. */
export function FilterLink({ address, to, onClick, ...rest }: FilterLinkProps) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const isPlain =
      event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!isPlain || event.defaultPrevented) return;
    event.preventDefault();
    address.go(to);
  };
  return <a href={address.hrefOf(to)} onClick={follow} {...rest} />;
}
