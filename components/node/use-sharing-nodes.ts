"use client";

import { useQuery } from "@tanstack/react-query";
import type { CauseAnswer } from "../../lib/api/verdict.ts";
import { api } from "../../lib/routes/api.ts";
import { causeFilterOf } from "../../lib/routes/causes.ts";
import { readJson } from "../query/read-json.ts";

/** How many other nodes have the very cause that this one has; undefined while that is not known. */
export function useSharingNodes(
  scope: string,
  cause: Pick<CauseAnswer, "code" | "subject">,
): number | undefined {
  const q = causeFilterOf(scope, cause);
  const { data } = useQuery({
    queryKey: ["nodes-that-share", q],
    queryFn: ({ signal }) =>
      readJson<{ total: number }>(api.nodes({ q, sort: "scope", limit: 1 }), { signal }),
  });
  return data && Math.max(0, data.total - 1);
}
