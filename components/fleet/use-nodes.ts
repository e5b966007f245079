"use client";

import {
  keepPreviousData,
  type QueryClient,
  useQueries,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { NodeSummary } from "../../lib/api/node.ts";
import { useServerEvents } from "../sync/use-server-events.ts";
import { nodePageOptions, type Question, readNodePage } from "./fleet-queries.ts";
import { compareRows, pageSize, pagesFor, type RankRange } from "./node-pages.ts";

const leastBetweenRefreshesMs = 2_000;

export type NodeList = {
  /** Null until the first answer. */
  total: number | null;
  at: (rank: number) => NodeSummary | undefined;
  /** The rows of a range, read if they are not here yet. */
  readRange: (range: RankRange) => Promise<NodeSummary[]>;
  error: Error | null;
  retry: () => void;
  /** The question that the rows answer: the one before, while the present one is still being asked. */
  answered: Question;
  /** Changes that wait, so that nothing moves under the reader's eyes. */
  waiting: { newer: number } | null;
  showWaiting: () => void;
};

/** The nodes that match, of which only the pages on screen are held. `isBeingRead` keeps rows in place when nodes change. */
export function useNodes(asked: Question, range: RankRange, isBeingRead: () => boolean): NodeList {
  const client = useQueryClient();
  const lead = useQuery({
    ...nodePageOptions(asked, Math.floor(range.first / pageSize)),
    placeholderData: keepPreviousData,
  });
  const [answered, setAnswered] = useState(asked);
  const isAnswered = answered.q === asked.q && answered.sort === asked.sort;
  if (!isAnswered && !lead.isPlaceholderData && lead.data) setAnswered(asked);

  const total = lead.data?.total ?? null;
  const pages = pagesFor(range, total);
  const results = useQueries({ queries: pages.map((page) => nodePageOptions(answered, page)) });
  const held = new Map(pages.map((page, index) => [page, results[index]?.data?.items]));
  const failed = results.find((result) => result.isError) ?? (lead.isError ? lead : undefined);

  const readHere = useCallback(
    (wanted: RankRange) => readRange(client, answered, wanted),
    [client, answered],
  );
  const { waiting, showWaiting } = useRefresh(client, answered, pages, isBeingRead);
  return {
    total,
    at: (rank) => held.get(Math.floor(rank / pageSize))?.[rank % pageSize],
    readRange: readHere,
    error: failed?.error ?? null,
    retry: () => void client.refetchQueries({ queryKey: ["nodes"], type: "active" }),
    answered,
    waiting,
    showWaiting,
  };
}

async function readRange(client: QueryClient, question: Question, range: RankRange): Promise<NodeSummary[]> {
  const first = Math.floor(range.first / pageSize);
  const count = Math.floor(range.last / pageSize) - first + 1;
  const pages = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      client.ensureQueryData(nodePageOptions(question, first + index)),
    ),
  );
  const skipped = range.first - first * pageSize;
  return pages.flatMap((page) => page.items).slice(skipped, skipped + range.last - range.first + 1);
}

/** Reads the pages on screen again when nodes changed: at most every two seconds, and never under the reader's eyes. */
function useRefresh(client: QueryClient, question: Question, pages: number[], isBeingRead: () => boolean) {
  const [waitingFor, setWaitingFor] = useState<{ question: Question; newer: number } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef({ question, pages, isBeingRead });
  useEffect(() => {
    latest.current = { question, pages, isBeingRead };
  });
  useEffect(() => () => clearTimeout(timer.current), []);

  const showWaiting = useCallback(() => {
    setWaitingFor(null);
    void client.invalidateQueries({ queryKey: ["nodes"] });
  }, [client]);

  const refresh = useCallback(async () => {
    timer.current = undefined;
    const { question, pages, isBeingRead } = latest.current;
    await client.invalidateQueries({ queryKey: ["nodes"], refetchType: "none" });
    const newer = await refreshPages(client, question, pages, isBeingRead());
    setWaitingFor(newer === null ? null : { question, newer });
  }, [client]);

  useServerEvents((event) => {
    if (event.type !== "nodes" || timer.current !== undefined) return;
    timer.current = setTimeout(() => void refresh().catch(() => undefined), leastBetweenRefreshesMs);
  });

  const isPresent = waitingFor?.question === question;
  const waiting = useMemo(() => (isPresent ? { newer: waitingFor.newer } : null), [isPresent, waitingFor]);
  return { waiting, showWaiting };
}

/** How many rows wait; null where all that changed is on screen now. */
async function refreshPages(
  client: QueryClient,
  question: Question,
  pages: number[],
  isBeingRead: boolean,
): Promise<number | null> {
  const fresh = await Promise.all(pages.map((page) => readNodePage(question, page)));
  const compared = pages.map((page, index) => {
    const key = nodePageOptions(question, page).queryKey;
    const present = client.getQueryData(key);
    return { key, present, fresh: fresh[index]!, ...compareRows(present?.items ?? [], fresh[index]!.items) };
  });
  const mayMove = !isBeingRead || compared.every((page) => page.isSameOrder);
  for (const { key, present, fresh, patched } of compared) {
    client.setQueryData(key, mayMove || !present ? fresh : { ...present, items: patched });
  }
  return mayMove ? null : compared.reduce((sum, page) => sum + page.newer, 0);
}
