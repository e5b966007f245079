"use client";

import type { ComponentProps, MouseEvent } from "react";

/** A page's address as state: where a change of it leads, and the way there. */
export type Addressed<Query> = {
  hrefOf: (change: Partial<Query>) => string;
  go: (change: Partial<Query>) => void;
};

type FilterLinkProps<Query> = Omit<ComponentProps<"a">, "href"> & {
  address: Addressed<Query>;
  to: Partial<Query>;
};

/** A link to the same page asked otherwise. It is a real address, for a new tab; a plain click stays on the page. */
export function FilterLink<Query>({ address, to, onClick, ...rest }: FilterLinkProps<Query>) {
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
