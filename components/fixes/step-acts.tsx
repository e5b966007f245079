"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import type { StepAnswer, WalkthroughAnswer } from "../../lib/api/walkthrough.ts";
import { shortenId } from "../../lib/format/id.ts";
import { Button } from "../ui/button.tsx";
import { RunLine } from "./run-line.tsx";
import { useWalkthroughChange, useWalkthroughVerb } from "./use-walkthrough-acts.ts";

const ConfirmDialog = dynamic(() => import("./confirm-dialog.tsx").then((module) => module.ConfirmDialog));

type StepActsProps = {
  walkthrough: WalkthroughAnswer;
  step: StepAnswer;
  /** The step that has to be done before this one; null where it is this one's turn. */
  waitsFor: number | null;
};

/** What can be done about a step from here, and what came of the last that was. */
export function StepActs({ walkthrough, step, waitsFor }: StepActsProps) {
  const { id, applying, cause } = walkthrough;
  const [asks, setAsks] = useState<"apply" | "undo" | null>(null);
  const dryRun = useWalkthroughVerb<{ step: string }>(id, "dry-run");
  const change = useWalkthroughChange(id);
  const isShut = applying.whyNot !== null;
  const isRunning = dryRun.isPending || step.lastRun?.outcome === "running";
  const mayApply = step.call !== null && !step.isApplied && step.done === null;
  const error = dryRun.error ?? change.error;
  return (
    <div className="mt-2.5 flex flex-wrap items-center gap-2">
      {step.call && mayApply && (
        <>
          <Button
            disabled={isShut || isRunning || waitsFor !== null}
            title={applying.whyNot ?? rehearsalWords[step.call.rehearsal]}
            onClick={() => dryRun.mutate({ step: step.id })}
          >
            Dry run
          </Button>
          <Button
            variant={waitsFor === null ? "ink" : "plain"}
            disabled={isShut || isRunning || waitsFor !== null || !cause.isOpen}
            title={applying.whyNot ?? undefined}
            aria-haspopup="dialog"
            onClick={() => setAsks("apply")}
          >
            {waitsFor === null ? `Apply to ${nameOf(walkthrough, step.call.resource)}…` : "Apply…"}
          </Button>
          {waitsFor !== null && <span className="text-meta text-3">after step {waitsFor}</span>}
        </>
      )}
      {step.isApplied && step.call?.canBeUndone && (
        <Button
          disabled={isShut || isRunning}
          title={applying.whyNot ?? undefined}
          aria-haspopup="dialog"
          onClick={() => setAsks("undo")}
        >
          Undo…
        </Button>
      )}
      {step.lastRun && <RunLine run={step.lastRun} />}
      {!step.isApplied && (
        <Button
          variant={step.call === null ? "plain" : "bare"}
          className={step.call === null ? "" : "ml-auto"}
          disabled={change.isPending}
          onClick={() => change.mutate({ step: { id: step.id, done: step.done === null } })}
        >
          {step.done === null ? "Mark done" : "Not done"}
        </Button>
      )}
      {error && (
        <p role="alert" className="basis-full text-meta text-pretty text-st-lost">
          {error.message}
        </p>
      )}
      {asks !== null && step.call && (
        <ConfirmDialog
          verb={asks}
          walkthrough={walkthrough}
          step={step}
          call={step.call}
          onClose={() => setAsks(null)}
        />
      )}
    </div>
  );
}

const rehearsalWords = {
  "dry-run": "AWS checks the call and the rights, and changes nothing",
  simulate: "The role's policies are simulated; nothing is changed",
};

/** What people call the thing that is changed: the cause's subject has a name, anything else its id. */
function nameOf({ cause: { subject } }: WalkthroughAnswer, resource: string): string {
  if (resource === subject.id && subject.name !== null) return subject.name;
  return shortenId(resource.slice(resource.lastIndexOf("/") + 1));
}
