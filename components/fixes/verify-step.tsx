"use client";

import type { VerificationAnswer, WalkthroughAnswer } from "../../lib/api/walkthrough.ts";
import { formatCount, formatCountOf } from "../../lib/format/count.ts";
import { causeFixHref } from "../../lib/routes/fixes.ts";
import { fleetHref } from "../../lib/routes/fleet.ts";
import { Sentence } from "../node/sentence.tsx";
import { Button } from "../ui/button.tsx";
import { Callout, type CalloutTone } from "../ui/callout.tsx";
import { TextLink } from "../ui/link.tsx";
import { Age, Until } from "../ui/time.tsx";
import { StepFrame } from "./step-item.tsx";
import { useWalkthroughVerb } from "./use-walkthrough-acts.ts";

const tones: Record<VerificationAnswer["state"], CalloutTone> = {
  "not-asked": "plain",
  reading: "plain",
  waiting: "degraded",
  mended: "reachable",
  "not-mended": "lost",
};

/** The last step: the nodes are read again, and what became of them is told. */
export function VerifyStep({ walkthrough, number }: { walkthrough: WalkthroughAnswer; number: number }) {
  const { id, verification, steps, cause, fix } = walkthrough;
  const verify = useWalkthroughVerb<Record<string, never>>(id, "verify");
  const { state } = verification;
  const isBegun = steps.length === 0 || steps.some(({ done, isApplied }) => done !== null || isApplied);
  const isReading = verify.isPending || state === "reading";
  const nodes = verification.nodes.total || cause.nodes;
  return (
    <StepFrame
      number={number}
      id="step-verify"
      look={
        state === "mended" ? "done" : isBegun && steps.every(({ done }) => done !== null) ? "now" : "later"
      }
    >
      <h3 className="text-lead font-head">Verify</h3>
      <p className="mt-px max-w-180 text-pretty text-2">
        Reads AWS again for {cause.nodes === 1 ? "its one node" : `these ${formatCount(nodes)} nodes`} alone.{" "}
        <Sentence text={fix.takesEffect.sentence} isShort />
        {fix.takesEffect.skipsTheWait !== null && (
          <>
            {" "}
            <Sentence text={skipSentence(fix.takesEffect.skipsTheWait)} isShort />
          </>
        )}
      </p>
      {state !== "not-asked" && <Outcome walkthrough={walkthrough} />}
      <div className="mt-2.5 flex flex-wrap items-center gap-2">
        <Button disabled={!isBegun || isReading} onClick={() => verify.mutate({})}>
          {isReading
            ? "Reading…"
            : state === "not-asked"
              ? `Verify ${formatCountOf(nodes, "node")}`
              : "Read them again"}
        </Button>
        {!isBegun && <span className="text-meta text-3">after step 1</span>}
        {verify.error && (
          <p role="alert" className="text-meta text-pretty text-st-lost">
            {verify.error.message}
          </p>
        )}
      </div>
    </StepFrame>
  );
}

/** What skips the wait, as a sentence of its own, whichever way it is worded. */
export function skipSentence(skipsTheWait: string): string {
  const text = `${skipsTheWait[0]?.toUpperCase() ?? ""}${skipsTheWait.slice(1)}`;
  return /[.!?]$/.test(text) ? text : `${text} to skip the wait.`;
}

function Outcome({ walkthrough }: { walkthrough: WalkthroughAnswer }) {
  const { verification, cause } = walkthrough;
  const { state, sentence, nodes, next, readAt, nextReadAt, waitUntil } = verification;
  return (
    <div aria-live="polite" className="mt-2.5 max-w-180">
      <Callout tone={tones[state]}>
        <p className="text-body">
          <Sentence text={sentence} isShort />
        </p>
        <p className="mt-0.5 flex flex-wrap gap-x-3 text-2">
          <span>{tally(nodes)}</span>
          {readAt !== null && (
            <span>
              read <Age at={readAt} />
            </span>
          )}
          {nextReadAt !== null && (
            <span>
              read again <Until at={nextReadAt} />
            </span>
          )}
          {waitUntil !== null && (
            <span>
              waiting is right for <Until at={waitUntil} />
            </span>
          )}
          {nodes.total > nodes.back && (
            <TextLink href={fleetHref({ q: cause.filter })} prefetch={false}>
              Those that still have it
            </TextLink>
          )}
        </p>
      </Callout>
      {next.length > 0 && (
        <ul className="mt-2 grid gap-1">
          {next.map(({ code, key, sentence: why, nodes: held }) => (
            <li key={`${code} ${key}`} className="text-pretty">
              <span className="font-name">{formatCountOf(held, "node")}</span>{" "}
              <span className="text-2">
                {held === 1 ? "is" : "are"} kept back: <Sentence text={why} isShort />
              </span>{" "}
              <TextLink href={causeFixHref({ code, key })} prefetch={false} className="whitespace-nowrap">
                Its fixes
              </TextLink>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function tally({ total, back, waiting, notBack }: VerificationAnswer["nodes"]): string {
  return [
    `${formatCount(back)} of ${formatCountOf(total, "node")} back`,
    ...(waiting > 0 ? [`${formatCount(waiting)} may still come`] : []),
    ...(notBack > 0 ? [`${formatCount(notBack)} not back`] : []),
  ].join(", ");
}
