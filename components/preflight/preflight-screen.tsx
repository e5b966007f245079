"use client";

import { memo, useEffect, useRef, useState } from "react";
import type { PreflightReport } from "../../lib/api/preflight.ts";
import { formatCountOf } from "../../lib/format/count.ts";
import { type PreflightQuery, preflightHref } from "../../lib/routes/preflight.ts";
import { nameScope, useScopeNames } from "../fleet/use-scope-names.ts";
import { Sentence } from "../node/sentence.tsx";
import { ProblemState } from "../query/problem-state.tsx";
import { openOverlay } from "../shell/overlay.ts";
import { SyncBanners } from "../sync/sync-banners.tsx";
import { useSyncOverview } from "../sync/use-sync-overview.ts";
import { Callout } from "../ui/callout.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { Age } from "../ui/time.tsx";
import { AwsAnswer } from "./aws-answer.tsx";
import { CallerField } from "./caller-field.tsx";
import { CleanedCall } from "./cleaned-call.tsx";
import { headlineOf, summaryOf } from "./group-targets.ts";
import { takeHandedText } from "./hand-over.ts";
import { InAScript } from "./in-a-script.tsx";
import { PasteBox } from "./paste-box.tsx";
import { ScopeChoice } from "./scope-choice.tsx";
import { TargetList } from "./target-list.tsx";
import { usePreflight } from "./use-preflight.ts";

/** "If I send this now, what happens?" */
export function PreflightScreen({ query }: { query: PreflightQuery }) {
  const overview = useSyncOverview().data;
  const [text, setText] = useState(query.text);
  const [scope, setScope] = useState(query.scope);
  const [caller, setCaller] = useState(query.caller);
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const handed = takeHandedText();
    if (handed !== null) setText(handed);
    box.current?.focus();
  }, []);
  useEffect(() => {
    // As it is typed, so no entry of its own in the history.
    const timer = setTimeout(() => {
      const href = preflightHref({ text, scope, caller });
      const { pathname, search } = window.location;
      if (href !== pathname + search) window.history.replaceState(null, "", href);
    }, 400);
    return () => clearTimeout(timer);
  }, [text, scope, caller]);
  const { data, error, isBehind, refetch } = usePreflight(text, scope, caller);
  const report = text.trim() === "" ? undefined : data;
  return (
    <>
      {overview && <SyncBanners overview={overview} onShow={() => openOverlay("sync")} />}
      <div className="px-4 pt-3.5 pb-10 wide:px-6 wide:pt-[18px]">
        <Head report={report} isBehind={isBehind} />
        <div className="mt-5 grid gap-x-8 gap-y-6 roomy:grid-cols-[minmax(0,1fr)_404px]">
          <div className="min-w-0 space-y-5">
            <section>
              <h2 className="mb-2 flex flex-wrap items-baseline gap-x-2 text-lead font-head">
                What you mean to send
                <small className="text-meta font-text text-3">
                  a command line, ids in any mess, ARNs, tags, a resource group, JSON
                </small>
              </h2>
              <PasteBox
                text={text}
                report={report}
                box={box}
                onChange={setText}
                foot={<Foot report={report} scope={scope} onScope={setScope} />}
              />
              <CallerField caller={caller} onCaller={setCaller} />
            </section>
            {error && <ProblemState error={error} onRetry={() => void refetch()} className="p-0" />}
            {report && !error && <Findings report={report} />}
          </div>
          <aside className="min-w-0 space-y-5">
            {report && !error && (
              <>
                <AwsAnswer report={report} />
                <CleanedCall report={report} />
              </>
            )}
            <InAScript report={report} />
          </aside>
        </div>
      </div>
    </>
  );
}

// What is below the box follows the report and not the keys: a keystroke draws nothing of it again.
const Head = memo(function Head({
  report,
  isBehind,
}: {
  report: PreflightReport | undefined;
  isBehind: boolean;
}) {
  const command = report?.cleaned.reachable.commands.join("\n") ?? "";
  const isDirty = report !== undefined && report.counts.receives < report.targets.length && command !== "";
  return (
    <header className="flex items-start gap-x-6 gap-y-3 max-wide:flex-col" aria-busy={isBehind}>
      <div className="min-h-12 min-w-0 flex-1" aria-live="polite">
        <h1 className="text-verdict font-head text-balance">
          {report === undefined ? (
            "What would happen if you sent it now?"
          ) : (
            <Sentence text={headlineOf(report)} isShort />
          )}
        </h1>
        <p className="mt-0.5 text-pretty text-2">
          {report === undefined
            ? "Paste a command, ids or tags. Nothing is sent, and nothing of it is kept."
            : summaryOf(report)}
        </p>
      </div>
      {isDirty && (
        <CopyButton
          text={command}
          label="Copy the cleaned command"
          className="border-ink! bg-ink! text-invert! [&_svg]:text-invert!"
        >
          Copy the cleaned command
        </CopyButton>
      )}
    </header>
  );
});

type FootProps = {
  report: PreflightReport | undefined;
  scope: string | null;
  onScope(scope: string | null): void;
};

const Foot = memo(function Foot({ report, scope, onScope }: FootProps) {
  const names = useScopeNames();
  const found = report?.scope ?? null;
  const name = found === null ? null : nameScope(found, names);
  return (
    <>
      {report !== undefined && (
        <span>
          {report.operation}
          {report.isOperationAssumed && " (assumed)"}
          {name !== null && scope === null && ` in ${name.account} · ${name.region}`}
        </span>
      )}
      <ScopeChoice scope={scope} isInText={found !== null} onScope={onScope} />
      {report !== undefined && report.targets.length > 0 && (
        <span>
          {formatCountOf(report.targets.length, "target")}
          {report.readAt !== null && (
            <>
              , judged by facts of <Age at={report.readAt} />
            </>
          )}
        </span>
      )}
    </>
  );
});

const Findings = memo(function Findings({ report }: { report: PreflightReport }) {
  const { problems, notes, targets, call, counts } = report;
  const isInHeadline = call === "refused" && counts.refused === 0;
  // An id that is none stands beside its target.
  const told = (isInHeadline ? problems.slice(1) : problems).filter(
    ({ cause }) => cause !== "target-malformed" || targets.every((target) => target.cause?.code !== cause),
  );
  return (
    <>
      {told.length + notes.length > 0 && (
        <div className="space-y-2">
          {told.map(({ sentence, refuses }) => (
            <Callout key={sentence} tone={refuses ? "lost" : "degraded"}>
              <Sentence text={sentence} isShort />
            </Callout>
          ))}
          {notes.map(({ sentence }) => (
            <Callout key={sentence} tone="unknown">
              <Sentence text={sentence} isShort />
            </Callout>
          ))}
        </div>
      )}
      {targets.length > 0 && (
        <section>
          <h2 className="mb-2 flex flex-wrap items-baseline gap-x-2 text-lead font-head">
            Verdict per target
            {isInHeadline && (
              <small className="text-meta font-text text-3">if AWS took the call, which it does not</small>
            )}
          </h2>
          <TargetList report={report} />
        </section>
      )}
    </>
  );
});
