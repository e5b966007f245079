import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { NodeSummary } from "../../lib/api/node.ts";
import { api } from "../../lib/routes/api.ts";
import { readJson } from "../query/read-json.ts";

const quietMs = 150;
const mostShown = 8;

export type NodeHits = { nodes: NodeSummary[]; total: number; isAsking: boolean; error: Error | null };

/** The first nodes that have the text in their id, name, address or tags, asked once the typing pauses. */
export function useNodeHits(text: string): NodeHits {
  const asked = useSettled(text.trim());
  const { data, isFetching, error } = useQuery({
    queryKey: ["node-hits", asked],
    queryFn: ({ signal }) =>
      readJson<{ items: NodeSummary[]; total: number }>(
        api.nodes({ q: asked, sort: "status", limit: mostShown }),
        { signal },
      ),
    enabled: asked !== "",
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  const isPresent = data !== undefined && text.trim() !== "";
  return {
    nodes: isPresent ? data.items : [],
    total: isPresent ? data.total : 0,
    isAsking: isFetching || asked !== text.trim(),
    error,
  };
}

/** The text as it was when it last stayed the same for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), quietMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
