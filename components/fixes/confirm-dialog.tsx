"use client";

import { type FormEvent, useId, useState } from "react";
import type { StepAnswer, WalkthroughAnswer } from "../../lib/api/walkthrough.ts";
import { Sentence } from "../node/sentence.tsx";
import { Button } from "../ui/button.tsx";
import { Callout } from "../ui/callout.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { Code } from "../ui/code.tsx";
import { Dialog, DialogClose, DialogContent } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { costWords } from "./cost-words.ts";
import { headlineOf, sum } from "./proof-words.ts";
import { useNamedScopes } from "./use-named-scopes.ts";
import { useWalkthroughVerb } from "./use-walkthrough-acts.ts";

type ConfirmDialogProps = {
  verb: "apply" | "undo";
  walkthrough: WalkthroughAnswer;
  step: StepAnswer;
  call: NonNullable<StepAnswer["call"]>;
  onClose: () => void;
};

/** Names what is about to be changed and what that does, and asks for as much care as the risk deserves. */
export function ConfirmDialog({ verb, walkthrough, step, call, onClose }: ConfirmDialogProps) {
  const act = useWalkthroughVerb<{ step: string; confirm?: string }>(walkthrough.id, verb);
  const [isRead, setIsRead] = useState(false);
  const tickId = useId();
  const [typed, setTyped] = useState("");
  const mustType = verb === "apply" && asksToType(walkthrough, call);
  const isSure = mustType ? typed.trim() === call.resource : isRead;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isSure || act.isPending) return;
    const confirm = verb === "apply" ? { confirm: call.resource } : {};
    act.mutate({ step: step.id, ...confirm }, { onSuccess: onClose });
  };
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        title={verb === "apply" ? "Apply this step" : "Undo this step"}
        description={<Sentence text={step.title} isShort />}
        width="max-w-140"
      >
        <form onSubmit={submit} className="grid gap-3 overflow-y-auto p-4">
          <Facts verb={verb} walkthrough={walkthrough} step={step} call={call} />
          {verb === "apply" && <Warnings walkthrough={walkthrough} call={call} />}
          {mustType ? (
            <Field
              label="Type what is changed"
              hint={<Code className="whitespace-normal! wrap-anywhere">{call.resource}</Code>}
            >
              {(ids) => (
                <Input
                  {...ids}
                  autoFocus
                  autoComplete="off"
                  spellCheck={false}
                  className="font-mono"
                  value={typed}
                  onChange={(event) => setTyped(event.target.value)}
                />
              )}
            </Field>
          ) : (
            <label htmlFor={tickId} className="flex items-start gap-2">
              <Checkbox
                id={tickId}
                autoFocus
                className="mt-[3px]"
                checked={isRead}
                onChange={(event) => setIsRead(event.target.checked)}
              />
              <span>
                Change <Code className="whitespace-normal! wrap-anywhere">{call.resource}</Code> in AWS now
              </span>
            </label>
          )}
          {act.error && (
            <p role="alert" className="text-meta text-pretty text-st-lost">
              {act.error.message}
            </p>
          )}
          <div className="flex justify-end gap-2">
            <DialogClose asChild>
              <Button variant="bare">Cancel</Button>
            </DialogClose>
            <Button type="submit" variant="ink" disabled={!isSure || act.isPending}>
              {act.isPending ? "AWS is asked…" : verb === "apply" ? "Apply" : "Undo"}
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}

/** A tick will do for what is harmless and can be taken back; anything else is typed. */
export function asksToType(
  { fix, proof }: Pick<WalkthroughAnswer, "fix" | "proof">,
  call: Pick<NonNullable<StepAnswer["call"]>, "canBeUndone">,
): boolean {
  return fix.risk.level !== "low" || !call.canBeUndone || sum(proof?.harmed ?? []) > 0;
}

function Facts({ verb, walkthrough, step, call }: Omit<ConfirmDialogProps, "onClose">) {
  const { fix, cause, applying } = walkthrough;
  const scopes = useNamedScopes(cause.scopes);
  return (
    <dl className="grid grid-cols-[84px_minmax(0,1fr)] gap-x-3 gap-y-1.5">
      <dt className="text-3">Resource</dt>
      <dd>
        <Code className="whitespace-normal! wrap-anywhere">{call.resource}</Code>
        {call.resource === cause.subject.id && cause.subject.name !== null && ` ${cause.subject.name}`}
      </dd>
      <dt className="text-3">In</dt>
      <dd>{scopes}</dd>
      <dt className="text-3">Call</dt>
      <dd>
        {verb === "apply" ? <Code>{call.operation}</Code> : (step.undo?.sentence ?? "What reverses the call")}
      </dd>
      <dt className="text-3">{verb === "apply" ? "Changes" : "Then"}</dt>
      <dd className="text-pretty">
        {verb === "apply" ? (
          <Sentence text={step.changes} isShort />
        ) : (
          "It is as it was before the step was applied, and its nodes are kept back again."
        )}
      </dd>
      {verb === "apply" && (
        <>
          <dt className="text-3">Effect</dt>
          <dd className="text-pretty">
            <Sentence text={headlineOf(walkthrough)} isShort />
          </dd>
          <dt className="text-3">Risk</dt>
          <dd className="text-pretty">
            <span className="capitalize">{fix.risk.level}</span>.{" "}
            <Sentence text={fix.risk.sentence} isShort />
          </dd>
          {fix.cost && (
            <>
              <dt className="text-3">Cost</dt>
              <dd className="text-pretty">{costWords(fix.cost)}</dd>
            </>
          )}
        </>
      )}
      {applying.roleArn !== null && (
        <>
          <dt className="text-3">Runs as</dt>
          <dd>
            <Code className="whitespace-normal! wrap-anywhere">{applying.roleArn}</Code>
          </dd>
        </>
      )}
    </dl>
  );
}

function Warnings({ walkthrough: { proof }, call }: Pick<ConfirmDialogProps, "walkthrough" | "call">) {
  const harmed = sum(proof?.harmed ?? []);
  return (
    <>
      {harmed > 0 && (
        <Callout tone="lost">
          {harmed} {harmed === 1 ? "node that is" : "nodes that are"} fine now would not be.
        </Callout>
      )}
      {proof?.isStale && (
        <Callout tone="degraded">
          Facts were read since the proof was made. What is changed is read again just before the call; if it
          differs, nothing is done.
        </Callout>
      )}
      {!call.canBeUndone && <Callout tone="degraded">This cannot be undone from here.</Callout>}
    </>
  );
}
