"use client";

import type { FixChoices as Choices, FixChoice } from "../../lib/api/walkthrough.ts";
import type { CauseCode } from "../../lib/model/cause.ts";
import { causeCodeHref } from "../../lib/routes/causes.ts";
import { nameScopesIn, useScopeNames } from "../fleet/use-scope-names.ts";
import { Sentence } from "../node/sentence.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { TextLink } from "../ui/link.tsx";
import { Frees } from "./alternatives.tsx";
import { costWords } from "./cost-words.ts";

type FixChoicesProps = {
  code: CauseCode;
  choices: Choices;
  onChoose: (walkthroughId: string) => void;
};

/** The ways to remove a cause, to choose one: what each frees, costs and risks, and how soon it works. */
export function FixChoices({ code, choices: { items, whyNone }, onChoose }: FixChoicesProps) {
  const names = useScopeNames();
  if (items.length === 0) {
    return (
      <EmptyState
        title={whyNone === null ? "No fix fits what is there." : "It is mended in another account or Region."}
        className="p-0!"
      >
        <p>
          {whyNone === null ? (
            "Either no node has this cause any more, or what would decide how to fix it could not be read."
          ) : (
            <Sentence text={nameScopesIn(whyNone, names)} isShort />
          )}{" "}
          <TextLink href={causeCodeHref(code)} prefetch={false} className="underline">
            What mends it in general
          </TextLink>
        </p>
      </EmptyState>
    );
  }
  return (
    <ul className="grid gap-3">
      {items.map((choice) => (
        <li key={choice.walkthroughId} className="relative rounded-3 border border-line p-3.5 hover:bg-hover">
          <div className="flex items-start justify-between gap-4">
            <div className="min-w-0">
              <h3 className="text-lead font-head text-pretty">
                <button
                  type="button"
                  onClick={() => onChoose(choice.walkthroughId)}
                  className="rounded-1 text-left after:absolute after:inset-0"
                >
                  <Sentence text={choice.title} isShort />
                </button>
              </h3>
              <p className="mt-0.5 text-pretty text-2">
                <Sentence text={choice.summary} isShort />
              </p>
            </div>
            <p className="shrink-0 text-right tabular-nums">
              {choice.proof && <span className="text-2">brings back </span>}
              <Frees proof={choice.proof} />
            </p>
          </div>
          <ChoiceFacts choice={choice} />
        </li>
      ))}
    </ul>
  );
}

function ChoiceFacts({
  choice: { risk, cost, takesEffect, steps, doneSteps, isAllowed },
}: {
  choice: FixChoice;
}) {
  return (
    <dl className="mt-2 grid grid-cols-[84px_minmax(0,1fr)] gap-y-0.5 text-meta/5">
      <dt className="text-3">Risk</dt>
      <dd className="text-pretty">
        <span className="font-name capitalize">{risk.level}.</span> <Sentence text={risk.sentence} isShort />
      </dd>
      <dt className="text-3">Cost</dt>
      <dd className="text-pretty">{costWords(cost)}</dd>
      <dt className="text-3">Takes effect</dt>
      <dd className="text-pretty">{takesEffect.sentence}</dd>
      <dt className="text-3">Steps</dt>
      <dd>
        {doneSteps > 0 ? `${doneSteps} of ${steps} done` : steps}
        {isAllowed && "; can be applied from here"}
      </dd>
    </dl>
  );
}
