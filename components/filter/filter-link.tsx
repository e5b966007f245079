import type { ComponentProps } from "react";
import { StayingLink } from "../ui/link.tsx";

/** A page's address as state: where a change of it leads, and the way there. */
export type Addressed<Query> = {
  hrefOf: (change: Partial<Query>) => string;
  go: (change: Partial<Query>) => void;
};

type FilterLinkProps<Query> = Omit<ComponentProps<"a">, "href"> & {
  address: Addressed<Query>;
  to: Partial<Query>;
};

/** A link to the same page asked otherwise. */
export function FilterLink<Query>({ address, to, ...rest }: FilterLinkProps<Query>) {
  return <StayingLink href={address.hrefOf(to)} onFollow={() => address.go(to)} {...rest} />;
}
