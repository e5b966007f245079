"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { FailureGroupList } from "../../lib/api/failure.ts";
import { api } from "../../lib/routes/api.ts";
import { WaitingChanges } from "../fleet/waiting-changes.tsx";
import { readJson } from "../query/read-json.ts";
import { useServerEvents } from "../sync/use-server-events.ts";
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
  const [newer, setNewer] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const show = useCallback(() => {
    setNewer(0);
    for (const queryKey of failureKeys) void client.invalidateQueries({ queryKey });
  }, [client]);

  const takeIn = async () => {
    timer.current = undefined;
    const isBeingRead =
      address.query.open !== null || (section.current?.matches(":hover, :focus-within") ?? false);
    if (!isBeingRead) return show();
    const question = questionOf(address.query);
    const now = await readJson<FailureGroupList>(api.failureGroups({ ...question, limit: 1 })).catch(
      () => null,
    );
    const countOf = (of: FailureGroupList) => (question.tab === "silent" ? of.silent : of.failures);
    if (now) setNewer(Math.max(0, countOf(now) - countOf(list)));
  };
  useServerEvents((event) => {
    if (event.type !== "failures" || timer.current !== undefined) return;
    timer.current = setTimeout(() => void takeIn(), leastBetweenMs);
  });

  return newer === 0 ? null : <WaitingChanges newer={newer} onShow={show} />;
}
