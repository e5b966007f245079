"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { FailureGroupList } from "../../lib/api/failure.ts";
import { api } from "../../lib/routes/api.ts";
import type { FailuresQuery } from "../../lib/routes/failures.ts";
import { WaitingChanges } from "../fleet/waiting-changes.tsx";
import { readJson } from "../query/read-json.ts";
import { useServerEvents } from "../sync/use-server-events.ts";
import { type CountedFailures, countNewer } from "./count-newer.ts";
import { failureKeys, questionOf } from "./failure-queries.ts";
import type { FailuresAddress } from "./use-failures-address.ts";

const leastBetweenMs = 2_000;

type NewerFailuresProps = {
  address: FailuresAddress;
  list: FailureGroupList;
  section: RefObject<HTMLElement | null>;
};

/** Takes in what the server has read since; while somebody reads the list, it waits here until they ask for it. */
export function NewerFailures({ address, list, section }: NewerFailuresProps) {
  const client = useQueryClient();
  const [counted, setCounted] = useState<CountedFailures | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // What waits for its turn has to see the list as it is then, and not as it was when the event came.
  const latest = useRef(address);
  useEffect(() => {
    latest.current = address;
  }, [address]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const show = useCallback(() => {
    setCounted(null);
    for (const queryKey of failureKeys) void client.invalidateQueries({ queryKey });
  }, [client]);

  const takeIn = async () => {
    timer.current = undefined;
    const { query } = latest.current;
    const isBeingRead = query.open !== null || (section.current?.matches(":hover, :focus-within") ?? false);
    if (!isBeingRead) return show();
    const url = api.failureGroups({ ...questionOf(query), limit: 1 });
    const now = await readJson<FailureGroupList>(url).catch(() => null);
    if (now) setCounted(countOf(query, now));
  };
  useServerEvents((event) => {
    if (event.type !== "failures" || timer.current !== undefined) return;
    timer.current = setTimeout(() => void takeIn(), leastBetweenMs);
  });

  const newer = countNewer(counted, countOf(address.query, list));
  if (newer === 0) return null;
  // Until all is read once, what comes is older than what is there.
  return <WaitingChanges newer={newer} word={list.readAt === null ? "more" : "newer"} onShow={show} />;
}

function countOf(query: FailuresQuery, { silent, failures }: FailureGroupList): CountedFailures {
  const question = questionOf(query);
  return { question: JSON.stringify(question), count: question.tab === "silent" ? silent : failures };
}
