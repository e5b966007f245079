"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import type { Completions } from "../../lib/api/completion.ts";
import { api } from "../../lib/routes/api.ts";
import { failureFilter } from "../../lib/routes/failures.ts";
import { type Choice, completionAskOf } from "../filter/filter-draft.ts";
import { readJson } from "../query/read-json.ts";
import { failureKeyChoices } from "./failure-filter-keys.ts";
import { failureFacetsOptions } from "./failure-queries.ts";
import { useFailuresAddress } from "./use-failures-address.ts";

const none: Choice[] = [];

/** What may stand where the draft ends: what failures have in common is counted over them, what is a node's over the fleet. */
export function useFailureChoices(draft: string, isWanted: boolean): Choice[] {
  const { query } = useFailuresAddress();
  const { key, prefix } = useDeferredValue(completionAskOf(failureFilter, draft), { key: null, prefix: "" });
  const isOfNodes = key !== null && asksOfNodes(key);
  const { data: facets } = useQuery({
    ...failureFacetsOptions(query),
    enabled: isWanted && key !== null && !isOfNodes,
  });
  const { data: ofNodes } = useQuery({
    queryKey: ["completions", key, prefix],
    queryFn: ({ signal }) => readJson<Completions>(api.completions({ key, prefix }), { signal }),
    enabled: isWanted && isOfNodes,
    placeholderData: keepPreviousData,
  });
  if (!isWanted) return none;
  if (key === null) return failureKeyChoices(prefix);
  if (isOfNodes) return ofNodes?.items ?? none;
  const values: Choice[] = facets?.facets.find((facet) => facet.key === key)?.values ?? none;
  return values.filter((choice) => matches(choice, prefix.toLowerCase()));
}

const nodeKeys: ReadonlySet<string> = new Set(["node", "status", "subject", "account", "region", "tag"]);

function asksOfNodes(key: string): boolean {
  return nodeKeys.has(key) || key.startsWith("tag:");
}

/** Callers and scopes are remembered by a part of their name, so that any part finds them. */
function matches({ value, label }: Choice, prefix: string): boolean {
  return value.toLowerCase().includes(prefix) || (label?.toLowerCase().includes(prefix) ?? false);
}
