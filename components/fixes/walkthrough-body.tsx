"use client";

import { useState } from "react";
import type { WalkthroughAnswer } from "../../lib/api/walkthrough.ts";
import { type StepTab, stepTabs } from "../../lib/routes/fixes.ts";
import { useRemembered } from "../fleet/remembered.ts";
import { Callout } from "../ui/callout.tsx";
import { Alternatives } from "./alternatives.tsx";
import { FixSide } from "./fix-side.tsx";
import { ProofSection } from "./proof-section.tsx";
import { StepItem } from "./step-item.tsx";
import { VerifyStep } from "./verify-step.tsx";

/** Where on the walkthrough somebody is, and how to go elsewhere. */
export type Place = {
  step: string | null;
  tab: StepTab | null;
  go: (change: { step?: string | null; tab?: StepTab }) => void;
};

type BodyProps = { walkthrough: WalkthroughAnswer; place: Place; isNarrow?: boolean };

/** The proof, the steps, and what there is to know beside them: on a page, or one under the other in a panel. */
export function WalkthroughBody({ walkthrough, place, isNarrow = false }: BodyProps) {
  return (
    <>
      <ProofSection walkthrough={walkthrough} />
      {!isNarrow && <Alternatives walkthrough={walkthrough} />}
      <div
        className={isNarrow ? "grid gap-y-6" : "grid gap-x-10 gap-y-8 roomy:grid-cols-[minmax(0,1fr)_300px]"}
      >
        <Steps walkthrough={walkthrough} place={place} />
        <FixSide walkthrough={walkthrough} />
      </div>
    </>
  );
}

function Steps({ walkthrough, place }: Omit<BodyProps, "isNarrow">) {
  const { steps, applying, cause } = walkthrough;
  const [remembered, remember] = useRemembered("muster.fix-tab");
  /** Steps that somebody opened or folded by hand; by itself a step is open until it is done. */
  const [byHand, setByHand] = useState<Readonly<Record<string, boolean>>>({});
  const present = steps.findIndex(({ done }) => done === null);
  const tab = place.tab ?? stepTabs.find((one) => one === remembered) ?? null;
  const isApplicable = steps.some(({ call, done }) => call !== null && done === null);
  const choose = (next: StepTab) => {
    remember(next);
    place.go({ tab: next });
  };
  return (
    <section aria-label="Steps" className="min-w-0">
      {applying.whyNot !== null && isApplicable && cause.isOpen && (
        <Callout className="mb-5 max-w-200">{applying.whyNot}</Callout>
      )}
      <ol>
        {steps.map((step, index) => {
          const isOpen = byHand[step.id] ?? (step.done === null || step.id === place.step);
          return (
            <StepItem
              key={step.id}
              walkthrough={walkthrough}
              step={step}
              number={index + 1}
              look={step.done !== null ? "done" : index === present ? "now" : "later"}
              waitsFor={step.done === null && index > present ? index : null}
              isOpen={isOpen}
              onToggle={() => {
                setByHand({ ...byHand, [step.id]: !isOpen });
                place.go({ step: isOpen ? null : step.id });
              }}
              tab={tab}
              onTab={choose}
            />
          );
        })}
        <VerifyStep walkthrough={walkthrough} number={steps.length + 1} />
      </ol>
    </section>
  );
}
