"use client";

import { useSearchParams } from "next/navigation";
import {
  createContext,
  type ReactNode,
  startTransition,
  useCallback,
  useContext,
  useMemo,
  useOptimistic,
} from "react";

type Address = {
  /** The parameters, without a question mark. */
  search: string;
  /** Changes the parameters of the present page: as a new entry in the history, or in place of the present one. */
  write: (href: string, history: "push" | "replace") => void;
};

const AddressContext = createContext<Address>({ search: "", write: () => undefined });

/**
 * The address's parameters as state. What is written holds at once, and is drawn at once; the router, which learns of it by
 * the browser's own history, catches up when there is time.
 */
export function AddressProvider({ children }: { children: ReactNode }) {
  const [search, setSearch] = useOptimistic(useSearchParams().toString());
  const write = useCallback(
    (href: string, history: "push" | "replace") =>
      startTransition(() => {
        setSearch(new URLSearchParams(href.split("?")[1]).toString());
        if (history === "push") window.history.pushState(null, "", href);
        else window.history.replaceState(null, "", href);
      }),
    [setSearch],
  );
  const address = useMemo(() => ({ search, write }), [search, write]);
  return <AddressContext value={address}>{children}</AddressContext>;
}

export function useAddress(): Address {
  return useContext(AddressContext);
}
