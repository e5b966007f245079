import { Check, CircleHelp, LoaderCircle, X } from "lucide-react";
import type { RunAnswer } from "../../lib/api/walkthrough.ts";
import { Sentence } from "../node/sentence.tsx";
import { TextLink } from "../ui/link.tsx";
import { Moment } from "../ui/time.tsx";
import { wordsOfRun } from "./run-words.ts";

/** What came of the last try, in one line: who, when, and what AWS said. */
export function RunLine({ run }: { run: RunAnswer }) {
  return (
    <p className="flex min-w-0 items-start gap-1.5 text-meta text-2">
      <RunMark outcome={run.outcome} />
      <span className="min-w-0 text-pretty">
        {wordsOfRun(run)} <Moment at={run.at} /> by {run.by}: <Sentence text={run.sentence} isShort />
        {run.answer?.code != null && !run.sentence.includes(run.answer.code) && (
          <>
            {" "}
            (<code title={run.answer.message ?? undefined}>{run.answer.code}</code>)
          </>
        )}
        {/settings page/i.test(run.sentence) && (
          <>
            {" "}
            <TextLink href="/settings#apply-policy" prefetch={false} className="whitespace-nowrap underline">
              The policy
            </TextLink>
          </>
        )}
      </span>
    </p>
  );
}

/** How a run ended, by shape and colour; the words beside it say the same. */
export function RunMark({ outcome }: { outcome: RunAnswer["outcome"] }) {
  const look = "mt-px size-3.5 shrink-0";
  switch (outcome) {
    case "done":
    case "would-work":
      return <Check aria-hidden strokeWidth={2} className={`${look} text-st-reachable`} />;
    case "running":
      return <LoaderCircle aria-hidden strokeWidth={2} className={`${look} text-3`} />;
    case "unknown":
      return <CircleHelp aria-hidden strokeWidth={2} className={`${look} text-st-unknown`} />;
    default:
      return <X aria-hidden strokeWidth={2} className={`${look} text-st-lost`} />;
  }
}
