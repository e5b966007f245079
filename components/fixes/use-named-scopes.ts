"use client";

import { formatList } from "../../lib/format/count.ts";
import { nameScope, useScopeNames } from "../fleet/use-scope-names.ts";

/** Scopes in a row, as people call them: `prod · us-east-1 and data · eu-west-1`. */
export function useNamedScopes(scopes: readonly string[]): string {
  const names = useScopeNames();
  return formatList(
    scopes.map((scope) => {
      const { account, region } = nameScope(scope, names);
      return `${account} · ${region}`;
    }),
  );
}
