"use client";

import type { VerificationAnswer, WalkthroughAnswer } from "../../lib/api/walkthrough.ts";
import { formatCount, formatCountOf } from "../../lib/format/count.ts";
import { shortenId } from "../../lib/format/id.ts";
import { causeFixHref } from "../../lib/routes/fixes.ts";
import { Sentence } from "../node/sentence.tsx";
import { Button } from "../ui/button.tsx";
import { Callout, type CalloutTone } from "../ui/callout.tsx";
import { TextLink } from "../ui/link.tsx";
import { Age, Until } from "../ui/time.tsx";
import { NodeUnits } from "./node-units.tsx";
import { isBegun } from "./proof-words.ts";
import { skipSentence } from "./skip-sentence.ts";
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
  const hasBegun = isBegun(walkthrough);
  const isReading = verify.isPending || state === "reading";
  const nodes = verification.nodes.total || cause.nodes;
  return (
    <StepFrame
      number={number}
      id="step-verify"
      look={
        state === "mended" ? "done" : hasBegun && steps.every(({ done }) => done !== null) ? "now" : "later"
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
      {state !== "not-asked" && (hasBegun || !cause.isOpen) && <Outcome walkthrough={walkthrough} />}
      <div className="mt-2.5 flex flex-wrap items-center gap-2">
        <Button disabled={!hasBegun || isReading} onClick={() => verify.mutate({})}>
          {isReading
            ? "Reading…"
            : state === "not-asked"
              ? `Verify ${formatCountOf(nodes, "node")}`
              : "Read them again"}
        </Button>
        {!hasBegun && <span className="text-meta text-3">after step 1</span>}
        {verify.error && (
          <p role="alert" className="text-meta text-pretty text-st-lost">
            {verify.error.message}
          </p>
        )}
      </div>
    </StepFrame>
  );
}

function Outcome({ walkthrough }: { walkthrough: WalkthroughAnswer }) {
  const { state, sentence, nodes, next, readAt, nextReadAt } = walkthrough.verification;
  return (
    <div aria-live="polite" className="mt-2.5 max-w-180">
      <Callout tone={tones[state]}>
        <p className="text-body">
          <Sentence text={sentence} isShort />
        </p>
        {nodes.total > 0 && (
          <NodeUnits
            className="my-1.5"
            total={nodes.total}
            groups={[
              { look: "good", count: nodes.back, word: "back" },
              { look: "waiting", count: nodes.waiting, word: "may still come" },
              { look: "bad", count: nodes.notBack, word: "not back" },
            ]}
          />
        )}
        <p className="flex flex-wrap gap-x-3 text-2">
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
          {next.map(({ code, key, nodes: held }) => (
            <TextLink key={`${code} ${key}`} href={causeFixHref({ code, key })} prefetch={false}>
              Fix what keeps back {formatCount(held)}
              {next.length > 1 &&
                ` (${shortenId(key.slice(Math.max(key.lastIndexOf(":"), key.lastIndexOf("/")) + 1))})`}
            </TextLink>
          ))}
        </p>
      </Callout>
    </div>
  );
}
