"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Exclusion } from "../../lib/api/exclusion.ts";
import { formatCountOf } from "../../lib/format/count.ts";
import { api } from "../../lib/routes/api.ts";
import { fleetHref } from "../../lib/routes/fleet.ts";
import { ProblemState } from "../query/problem-state.tsx";
import { sendJson } from "../query/read-json.ts";
import { Button } from "../ui/button.tsx";
import { Code } from "../ui/code.tsx";
import { usePassedFocus } from "../ui/focus.ts";
import { TextLink } from "../ui/link.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { Moment, Until } from "../ui/time.tsx";
import { toast } from "../ui/toast.ts";
import { excludedKeys, exclusionsOptions } from "./exclusion-queries.ts";

/** Which nodes are not meant to answer, why, who answers for it and until when; and the way to end it. */
export function ExclusionList() {
  const { data, error, refetch } = useQuery(exclusionsOptions);
  if (error && !data)
    return <ProblemState error={error} onRetry={() => void refetch()} className="px-0 py-2" />;
  if (!data) return <Skeleton className="h-11 w-full" />;
  if (data.items.length === 0) {
    return (
      <p className="border-t border-line-faint pt-1.5 text-meta text-pretty text-2">
        Every node is meant to answer. Choose nodes on the fleet page, or filter them, to exclude some until a
        day; <Code>exclusions</Code> in <Code>muster.config.json</Code> does the same.
      </p>
    );
  }
  return (
    <ul className="border-t border-line-faint text-meta">
      {data.items.map((exclusion) => (
        <ExclusionItem key={exclusion.id} exclusion={exclusion} />
      ))}
    </ul>
  );
}

function ExclusionItem({ exclusion }: { exclusion: Exclusion }) {
  const { id, filter, reason, owner, until, source, isActive, nodes, by, createdAt } = exclusion;
  const q = isActive ? `excluded:${id}` : filter;
  return (
    <li className="flex items-start gap-4 border-b border-line-faint py-2">
      <div className="min-w-0 flex-1">
        <p className="text-1">
          <TextLink href={fleetHref({ q })} prefetch={false} className="underline">
            {formatCountOf(nodes, "node")}
          </TextLink>{" "}
          with <Code className="whitespace-normal! wrap-anywhere">{filter}</Code>
        </p>
        <p className="text-pretty text-2">{reason}</p>
        <p className="text-3">
          {owner} ·{" "}
          {isActive ? (
            <>
              comes back <Until at={until} /> (<Moment at={until} />)
            </>
          ) : (
            <>
              ended <Moment at={until} />; its nodes are back
            </>
          )}{" "}
          ·{" "}
          {source === "config" ? (
            "from muster.config.json, where it is changed and ended"
          ) : (
            <>
              by {by}
              {createdAt !== null && (
                <>
                  , <Moment at={createdAt} />
                </>
              )}
            </>
          )}
        </p>
      </div>
      {source === "screen" && <EndButton id={id} isActive={isActive} filter={filter} />}
    </li>
  );
}

function EndButton({ id, isActive, filter }: { id: string; isActive: boolean; filter: string }) {
  const client = useQueryClient();
  const passedFocus = usePassedFocus();
  const end = useMutation({
    mutationFn: () => sendJson("DELETE", api.exclusion(id)),
    onSuccess: () => Promise.all(excludedKeys.map((queryKey) => client.invalidateQueries({ queryKey }))),
    onError: (error) =>
      toast({ title: "The exclusion is still there.", detail: error.message, tone: "lost" }),
  });
  const does = isActive ? "End now" : "Forget";
  return (
    <Button
      ref={passedFocus}
      size="small"
      aria-disabled={end.isPending}
      aria-label={`${does}: ${filter}`}
      onClick={() => !end.isPending && end.mutate()}
    >
      {does}
    </Button>
  );
}
