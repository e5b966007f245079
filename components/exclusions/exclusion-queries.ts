import { queryOptions } from "@tanstack/react-query";
import type { Exclusion } from "../../lib/api/exclusion.ts";
import { api } from "../../lib/routes/api.ts";
import { readJson } from "../query/read-json.ts";

export const exclusionsOptions = queryOptions({
  queryKey: ["exclusions"],
  queryFn: ({ signal }) => readJson<{ items: Exclusion[] }>(api.exclusions(), { signal }),
});

/** The keys of all that reads differently once other nodes are meant to answer. */
export const excludedKeys = [
  ["exclusions"],
  ["nodes"],
  ["node"],
  ["summary"],
  ["facets"],
  ["pivot"],
  ["causes"],
  ["cause"],
] as const;
