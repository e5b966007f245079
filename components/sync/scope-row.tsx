"use client";

import { ChevronRight, RefreshCw } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import type { ScopeStatusAnswer } from "../../lib/api/sync.ts";
import type { GapSummary } from "../../lib/api/verdict.ts";
import { formatCount, formatCountOf } from "../../lib/format/count.ts";
import { formatScope } from "../../lib/format/id.ts";
import type { Status } from "../../lib/model/status.ts";
import { Button } from "../ui/button.tsx";
import { classNames } from "../ui/class-names.ts";
import { Code } from "../ui/code.tsx";
import { ProgressBar } from "../ui/progress-bar.tsx";
import { StatusGlyph } from "../ui/status-glyph.tsx";
import { Age, Until } from "../ui/time.tsx";
import { CallTable } from "./call-table.tsx";
import { isReading, judgeScope, type ScopeHealth, shareRead, troublesOf } from "./scope-health.ts";
import { useReadNow } from "./use-read-now.ts";

const looks: Record<ScopeHealth, { glyph: Status; word: string }> = {
  failed: { glyph: "lost", word: "Failed" },
  stale: { glyph: "degraded", word: "Stale" },
  denied: { glyph: "unknown", word: "Denied in part" },
  partial: { glyph: "unknown", word: "Read in part" },
  waiting: { glyph: "off", word: "Not read yet" },
  fresh: { glyph: "reachable", word: "Fresh" },
};

/** One scope: how its last read went, how the present one goes, and, opened, each of its calls. */
export function ScopeRow({
  scope,
  isOpenAtFirst = false,
}: {
  scope: ScopeStatusAnswer;
  isOpenAtFirst?: boolean;
}) {
  const [isOpen, setIsOpen] = useState(isOpenAtFirst);
  const details = useId();
  const { glyph, word } = looks[judgeScope(scope)];
  return (
    <li className="border-b border-line-faint">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={details}
        onClick={() => setIsOpen(!isOpen)}
        className="grid w-full grid-cols-[12px_minmax(0,1fr)_82px_62px_16px] items-center gap-x-2 py-2 pr-3 pl-4 wide:grid-cols-[12px_minmax(0,1fr)_100px_84px_16px] wide:gap-x-3 text-left -outline-offset-2 hover:bg-hover"
      >
        <StatusGlyph status={glyph} />
        <span className="truncate">
          <span className="font-name">{formatScope(scope)}</span>
          <span className="ml-2 text-meta text-3 tabular-nums max-wide:hidden">
            {formatCountOf(scope.nodes, "node")}
          </span>
        </span>
        {isReading(scope) ? (
          <ProgressBar label={`Reading ${formatScope(scope)}`} share={shareRead(scope)} />
        ) : (
          <span className="truncate text-meta text-2">{word}</span>
        )}
        <span className="text-right text-meta text-3 tabular-nums">
          <Age at={scope.readAt} />
        </span>
        <ChevronRight
          aria-hidden
          strokeWidth={1.5}
          className={classNames("size-4 text-3 transition-transform", isOpen && "rotate-90")}
        />
      </button>
      <div id={details} hidden={!isOpen}>
        {isOpen && <Details scope={scope} />}
      </div>
    </li>
  );
}

function Details({ scope }: { scope: ScopeStatusAnswer }) {
  const readNow = useReadNow();
  const sync = scope.sync;
  const troubles = troublesOf(scope.gaps);
  return (
    <div className="grid gap-3 pt-1 pr-4 pb-4 pl-10">
      {sync?.outcome === "failed" && sync.message && (
        <p className="text-meta wrap-anywhere text-st-lost">{sync.message}</p>
      )}
      <dl className="grid grid-cols-[88px_minmax(0,1fr)] text-meta leading-6">
        <Fact name="Account">
          <Code>{scope.account}</Code>
        </Fact>
        <Fact name="Next read">
          {isReading(scope) ? (
            "being read now"
          ) : scope.nextAt === null ? (
            "not planned"
          ) : (
            <Until at={scope.nextAt} />
          )}
        </Fact>
        {scope.consecutiveFailures > 0 && (
          <Fact name="Failed">
            {scope.consecutiveFailures === 1
              ? "once"
              : `${formatCountOf(scope.consecutiveFailures, "time")} in a row`}
          </Fact>
        )}
        {sync && sync.finishedAt !== null && (
          <Fact name="Changed">
            {sync.changedDocuments === 0
              ? "nothing, in the last read"
              : `${formatCountOf(sync.changedDocuments, "document")}, in the last read`}
          </Fact>
        )}
      </dl>
      {troubles.length > 0 && <NotRead troubles={troubles} />}
      {sync && sync.calls.length > 0 && <CallTable calls={sync.calls} />}
      <div>
        <Button
          size="small"
          disabled={readNow.isPending || isReading(scope)}
          onClick={() => readNow.mutate({ scopes: [scope.key] })}
        >
          <RefreshCw aria-hidden strokeWidth={1.5} />
          Read now
        </Button>
      </div>
    </div>
  );
}

/** What could not be read, each answer of AWS once with all the calls that met it. */
function NotRead({ troubles }: { troubles: readonly GapSummary[] }) {
  const alike = Map.groupBy(troubles, ({ reason, message }) => `${reason} ${message}`);
  return (
    <section>
      <h4 className="border-b border-line-faint pb-1 text-meta font-head">
        Not read{" "}
        <span className="font-text text-3">
          {formatCount(new Set(troubles.map(({ action, resource }) => `${action} ${resource}`)).size)}
        </span>
      </h4>
      <ul>
        {[...alike].map(([key, gaps]) => (
          <li key={key} className="border-b border-line-faint py-1 text-meta">
            <p className="flex flex-wrap items-baseline gap-x-2">
              {[...Map.groupBy(gaps, ({ action }) => action)].map(([action, ofAction]) => (
                <Called
                  key={action}
                  action={action}
                  resources={ofAction.flatMap((gap) => gap.resource ?? [])}
                />
              ))}
              <span className="text-st-unknown">{gaps[0]!.reason}</span>
            </p>
            <p className="text-micro wrap-anywhere text-3">{gaps[0]!.message}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

const mostResources = 3;

function Called({ action, resources }: { action: string; resources: readonly string[] }) {
  const more = resources.length - mostResources;
  return (
    <>
      <Code>{action}</Code>
      {resources.slice(0, mostResources).map((resource) => (
        <Code key={resource} className="truncate text-3">
          {resource}
        </Code>
      ))}
      {more > 0 && <span className="text-3">and {formatCount(more)} more</span>}
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-3">{name}</dt>
      <dd className="truncate">{children}</dd>
    </>
  );
}
