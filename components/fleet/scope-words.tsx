"use client";

import { useScopeName } from "./use-scope-names.ts";

/** A scope as people call it; its key, which commands and the API take, is the title. */
export function ScopeWords({ scope }: { scope: string }) {
  const { account, region } = useScopeName(scope);
  return (
    <span title={scope}>
      {account} · <span className="whitespace-nowrap">{region}</span>
    </span>
  );
}
