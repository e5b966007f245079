"use client";

import { RefreshCw } from "lucide-react";
import type { SyncOverview } from "../../lib/api/sync.ts";
import { formatCount, formatCountOf } from "../../lib/format/count.ts";
import { ProblemState } from "../query/problem-state.tsx";
import { Button } from "../ui/button.tsx";
import { Callout } from "../ui/callout.tsx";
import { Dialog, SheetContent } from "../ui/dialog.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { DeniedPermissions } from "./denied-permissions.tsx";
import {
  deniedByAccount,
  judgeScope,
  type ScopeHealth,
  scopeHealths,
  summariseFreshness,
} from "./scope-health.ts";
import { ScopeRow } from "./scope-row.tsx";
import { adviseOn } from "./trouble.ts";
import { useReadNow } from "./use-read-now.ts";
import { useStreamState } from "./use-server-events.ts";
import { useSyncOverview } from "./use-sync-overview.ts";

/** What is read, scope by scope and call by call, live; what could not be read, and what would help. */
export function SyncPanel({ onClose }: { onClose: () => void }) {
  const { data, error, refetch } = useSyncOverview();
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <SheetContent title="Reading AWS" description={data ? explainAll(data) : "What is read, and when"}>
        {data ? (
          <Content overview={data} />
        ) : error ? (
          <ProblemState error={error} onRetry={() => void refetch()} />
        ) : (
          <Loading />
        )}
      </SheetContent>
    </Dialog>
  );
}

function explainAll(overview: SyncOverview): string {
  const { scopes, byHealth, reading } = summariseFreshness(overview);
  if (scopes === 0) return "No scope is configured yet.";
  const fresh =
    byHealth.fresh === scopes
      ? `${scopes === 1 ? "The one scope is" : `All ${formatCount(scopes)} scopes are`} fresh.`
      : `${formatCount(byHealth.fresh)} of ${formatCountOf(scopes, "scope")} ${byHealth.fresh === 1 ? "is" : "are"} fresh.`;
  return reading === 0
    ? fresh
    : `${fresh} ${formatCount(reading)} ${reading === 1 ? "is" : "are"} being read.`;
}

function Content({ overview }: { overview: SyncOverview }) {
  const stream = useStreamState();
  const readNow = useReadNow();
  const worstFirst = overview.scopes.toSorted(
    (one, other) => scopeHealths.indexOf(judgeScope(one)) - scopeHealths.indexOf(judgeScope(other)),
  );
  return (
    <>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {stream === "waiting" && (
          <Callout isBanner tone="degraded" role="status">
            The live connection is interrupted; it is being tried again.
          </Callout>
        )}
        {overview.trouble && (
          <Callout isBanner tone="lost" role="status">
            <b className="font-name">{adviseOn(overview.trouble.code).title}</b> {overview.trouble.message}
          </Callout>
        )}
        <div className="grid gap-4 border-b border-line-faint p-4 empty:hidden">
          {deniedByAccount(overview.scopes).map((denied) => (
            <DeniedPermissions key={denied.account} denied={denied} />
          ))}
        </div>
        <ul>
          {worstFirst.map((scope) => (
            <ScopeRow key={scope.key} scope={scope} isOpenAtFirst={isBad(judgeScope(scope))} />
          ))}
        </ul>
      </div>
      <div className="flex items-center gap-3 border-t border-line px-4 py-2.5">
        <Button disabled={readNow.isPending} onClick={() => readNow.mutate({})}>
          <RefreshCw aria-hidden strokeWidth={1.5} />
          Read everything now
        </Button>
        <p className="text-meta text-pretty text-3">Reading changes nothing in AWS.</p>
      </div>
    </>
  );
}

function isBad(health: ScopeHealth): boolean {
  return health === "failed";
}

function Loading() {
  return (
    <div aria-busy="true">
      {["w-32", "w-40", "w-28", "w-36", "w-32"].map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no other name
        <div key={index} className="flex h-10 items-center gap-3 border-b border-line-faint px-4">
          <Skeleton className="size-3 rounded-full" />
          <Skeleton className={width} />
          <Skeleton className="ml-auto w-16" />
        </div>
      ))}
    </div>
  );
}
