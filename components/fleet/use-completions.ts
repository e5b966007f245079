"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import type { Completions } from "../../lib/api/completion.ts";
import { api } from "../../lib/routes/api.ts";
import { fleetFilter } from "../../lib/routes/filter.ts";
import { type Choice, completionAskOf } from "../filter/filter-draft.ts";
import { readJson } from "../query/read-json.ts";
import { keyChoices } from "./filter-keys.ts";

const none: Choice[] = [];

/** What may stand where the draft ends: keys from the language itself, values from the fleet. */
export function useCompletions(draft: string, isWanted: boolean): Choice[] {
  const { key, prefix } = useDeferredValue(completionAskOf(fleetFilter, draft), { key: null, prefix: "" });
  const { data } = useQuery({
    queryKey: ["completions", key, prefix],
    queryFn: ({ signal }) => readJson<Completions>(api.completions({ key, prefix }), { signal }),
    enabled: isWanted && key !== null,
    placeholderData: keepPreviousData,
  });
  if (!isWanted) return none;
  return key === null ? keyChoices(prefix) : (data?.items ?? none);
}
