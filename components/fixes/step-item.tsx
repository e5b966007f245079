"use client";

import { Check, ChevronRight } from "lucide-react";
import { type ReactNode, useId } from "react";
import type { StepAnswer, WalkthroughAnswer } from "../../lib/api/walkthrough.ts";
import type { StepTab } from "../../lib/routes/fixes.ts";
import { Sentence } from "../node/sentence.tsx";
import { classNames } from "../ui/class-names.ts";
import { Moment } from "../ui/time.tsx";
import { StepActs } from "./step-acts.tsx";
import { StepCode } from "./step-code.tsx";

type StepItemProps = {
  walkthrough: WalkthroughAnswer;
  step: StepAnswer;
  number: number;
  look: "done" | "now" | "later";
  waitsFor: number | null;
  isOpen: boolean;
  onToggle: () => void;
  tab: StepTab | null;
  onTab: (tab: StepTab) => void;
};

/** One step: why, how, what it changes, and what can be done about it from here. What is done is folded. */
export function StepItem({
  walkthrough,
  step,
  number,
  look,
  waitsFor,
  isOpen,
  onToggle,
  tab,
  onTab,
}: StepItemProps) {
  const bodyId = useId();
  return (
    <StepFrame number={number} look={look} id={`step-${step.id}`}>
      <h3 className="text-lead font-head">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={isOpen ? bodyId : undefined}
          onClick={onToggle}
          className="group/step flex items-start gap-1 rounded-1 text-left"
        >
          <span className="text-pretty">
            <Sentence text={step.title} isShort />
          </span>
          <ChevronRight
            aria-hidden
            strokeWidth={1.5}
            className={classNames(
              "mt-0.5 size-4 shrink-0 text-3 transition-transform group-hover/step:text-1",
              isOpen && "rotate-90",
            )}
          />
        </button>
      </h3>
      {step.done !== null && (
        <p className="text-meta text-3">
          Done <Moment at={step.done.at} /> by {step.done.by}
          {step.isApplied && ", from here"}
        </p>
      )}
      {isOpen && (
        <div id={bodyId}>
          <p className="mt-px max-w-180 text-pretty text-2">
            <Sentence text={step.why} isShort />
          </p>
          <StepCode step={step} tab={tab} onTab={onTab} />
        </div>
      )}
      <StepActs walkthrough={walkthrough} step={step} waitsFor={waitsFor} />
    </StepFrame>
  );
}

/** The mark of a step on the line that leads through all of them, and its content beside it. */
export function StepFrame({
  number,
  look,
  id,
  children,
}: {
  number: number;
  look: "done" | "now" | "later";
  id?: string;
  children: ReactNode;
}) {
  return (
    <li
      id={id}
      aria-current={look === "now" ? "step" : undefined}
      className="group/frame relative grid scroll-mt-4 grid-cols-[24px_minmax(0,1fr)] gap-x-3.5 pb-6 last:pb-0 max-wide:gap-x-2.5"
    >
      <span
        aria-hidden="true"
        className="absolute top-7 bottom-[-2px] left-[11.5px] w-px bg-(--line) group-last/frame:hidden"
      />
      <span
        className={classNames(
          "relative grid size-6 place-items-center rounded-full text-meta font-head tabular-nums",
          look === "now" && "bg-ink text-invert",
          look === "later" && "border border-line-strong bg-page text-2",
          look === "done" && "border border-edge-reachable bg-wash-reachable text-st-reachable",
        )}
      >
        {look === "done" ? <Check aria-hidden className="size-3.5" strokeWidth={2} /> : number}
        {look === "done" && <span className="sr-only">Step {number}, done</span>}
      </span>
      <div className="min-w-0 pt-0.5">{children}</div>
    </li>
  );
}
