"use client";

import type { ReactNode } from "react";
import type { ScopeStatusAnswer, SyncOverview } from "../../lib/api/sync.ts";
import { formatDuration } from "../../lib/format/age.ts";
import { formatCountOf, formatList } from "../../lib/format/count.ts";
import { formatScope } from "../../lib/format/id.ts";
import { Button } from "../ui/button.tsx";
import { Callout, type CalloutTone } from "../ui/callout.tsx";
import { Code } from "../ui/code.tsx";
import { Clock, Moment } from "../ui/time.tsx";
import { useNow } from "../ui/use-now.ts";
import { deniedActions, judgeScope } from "./scope-health.ts";
import { adviseOn } from "./trouble.ts";

const mostNamed = 2;

export function SyncBannerList({
  trouble,
  scopes,
  onShow,
}: {
  trouble: SyncOverview["trouble"];
  scopes: readonly ScopeStatusAnswer[];
  onShow: () => void;
}) {
  const those = (health: string) => scopes.filter((scope) => judgeScope(scope) === health);
  const failed = those("failed");
  const stale = those("stale");
  const denied = those("denied");
  return (
    <>
      {(trouble || failed.length > 0) && (
        <Banner tone="lost" onShow={onShow}>
          <Failed trouble={trouble} scopes={failed} />
        </Banner>
      )}
      {stale.length > 0 && (
        <Banner tone="degraded" onShow={onShow}>
          <Stale scopes={stale} />
        </Banner>
      )}
      {denied.length > 0 && (
        <Banner tone="unknown" onShow={onShow} action="Show the statement">
          <Denied scopes={denied} />
        </Banner>
      )}
    </>
  );
}

function Banner({
  tone,
  action = "Show",
  onShow,
  children,
}: {
  tone: CalloutTone;
  action?: string;
  onShow: () => void;
  children: ReactNode;
}) {
  return (
    <Callout
      isBanner
      tone={tone}
      role="status"
      className="shrink-0 max-wide:px-4 wide:px-6"
      action={
        <Button size="small" variant="bare" className="-my-0.5 h-5! text-1!" onClick={onShow}>
          {action}
        </Button>
      }
    >
      {children}
    </Callout>
  );
}

function nameScopes(scopes: readonly ScopeStatusAnswer[]): string {
  if (scopes.length > mostNamed) return formatCountOf(scopes.length, "scope");
  return formatList(scopes.map(formatScope));
}

function Failed({
  trouble,
  scopes,
}: {
  trouble: SyncOverview["trouble"];
  scopes: readonly ScopeStatusAnswer[];
}) {
  if (trouble) return <>{adviseOn(trouble.code).title} What is shown was read before.</>;
  const lastRead = scopes.flatMap((scope) => scope.readAt ?? []);
  return (
    <>
      Nothing could be read from {nameScopes(scopes)}
      {lastRead.length > 0 && (
        <>
          {" "}
          since <Moment at={Math.min(...lastRead)} />
        </>
      )}
      . {scopes.length === 1 ? "Its" : "Their"} statuses stay as they were until they are too old.
    </>
  );
}

function Stale({ scopes }: { scopes: readonly ScopeStatusAnswer[] }) {
  const now = useNow();
  const readAt = Math.min(...scopes.flatMap((scope) => scope.readAt ?? []));
  const nextAt = Math.min(...scopes.flatMap((scope) => scope.nextAt ?? []));
  const isThrottled = scopes.some((scope) => scope.gaps.some((gap) => gap.reason === "throttled"));
  return (
    <>
      <b className="font-name" suppressHydrationWarning>
        {Number.isFinite(readAt)
          ? `The facts of ${nameScopes(scopes)} are ${formatDuration(now - readAt)} old.`
          : `${nameScopes(scopes)} ${scopes.length === 1 ? "has" : "have"} not been read yet.`}
      </b>{" "}
      {isThrottled && "AWS throttles the reads. "}
      {Number.isFinite(nextAt) && (
        <>
          Next try at <Clock at={nextAt} />.
        </>
      )}
    </>
  );
}

function Denied({ scopes }: { scopes: readonly ScopeStatusAnswer[] }) {
  const actions = [...new Set(scopes.flatMap((scope) => deniedActions(scope.gaps)))];
  return (
    <>
      Part of {nameScopes(scopes)} is unknown:{" "}
      {actions.length === 1 ? (
        <>
          <Code>{actions[0]}</Code> is denied.
        </>
      ) : (
        `${formatCountOf(actions.length, "permission")} are missing.`
      )}
    </>
  );
}
