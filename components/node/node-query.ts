import { queryOptions } from "@tanstack/react-query";
import type { NodeDetail } from "../../lib/api/node.ts";
import { api } from "../../lib/routes/api.ts";
import { readJson } from "../query/read-json.ts";

/** Everything known of one node. It is read again when the server says that nodes of its scope have changed. */
export function nodeOptions(scope: string, id: string) {
  return queryOptions({
    queryKey: ["node", scope, id],
    queryFn: ({ signal }) => readJson<NodeDetail>(api.node(scope, id), { signal }),
    staleTime: 30_000,
  });
}
