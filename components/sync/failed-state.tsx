"use client";

import type { SyncOverview } from "../../lib/api/sync.ts";
import { formatCountOf } from "../../lib/format/count.ts";
import { Button } from "../ui/button.tsx";
import { CodeBlock } from "../ui/code.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Until } from "../ui/time.tsx";
import { summariseFreshness } from "./scope-health.ts";
import { adviseOn } from "./trouble.ts";
import { useReadNow } from "./use-read-now.ts";

/** What a page says when nothing could ever be read: what AWS said, what to do, and when it is tried again. */
export function FailedState({ overview }: { overview: SyncOverview }) {
  const readNow = useReadNow();
  const failed = overview.scopes.find((scope) => scope.sync?.outcome === "failed");
  const trouble = overview.trouble ?? {
    code: failed?.gaps[0]?.reason === "denied" ? "denied" : "failed",
    message: failed?.sync?.message ?? "",
  };
  const { title, advice, command } = adviseOn(trouble.code);
  const tries = overview.scopes.flatMap((scope) => scope.nextAt ?? []);
  const fresh = summariseFreshness(overview).byHealth.fresh;
  return (
    <EmptyState
      isPage
      title={title}
      className="max-w-160"
      actions={
        <Button disabled={readNow.isPending} onClick={() => readNow.mutate({})}>
          Try again
        </Button>
      }
    >
      <p>{advice}</p>
      {command && <CodeBlock text={command} label="command" className="mt-3" />}
      {trouble.message && (
        <details className="mt-3">
          <summary className="cursor-pointer rounded-1 text-meta">Show the answer of AWS</summary>
          <CodeBlock text={trouble.message} label="answer" className="mt-2" />
        </details>
      )}
      {tries.length > 0 && (
        <p className="mt-3 text-meta text-3">
          Next try by itself <Until at={Math.min(...tries)} />.
          {fresh > 0 && ` ${formatCountOf(fresh, "other scope")} ${fresh === 1 ? "is" : "are"} fresh.`}
        </p>
      )}
    </EmptyState>
  );
}
