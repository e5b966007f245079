import type { FailureGapAnswer, FailureGroupList } from "../../lib/api/failure.ts";
import { Sentence } from "../node/sentence.tsx";
import { Callout } from "../ui/callout.tsx";
import { Age } from "../ui/time.tsx";

const shownAtOnce = 2;

/** Several readings have been missed by then. */
const staleAfterMs = 2 * 60 * 60_000;

/** What could not be read, or not lately, so that nobody takes what is missing for what did not happen. */
export function FailureGaps({ list: { gaps, readAt, until } }: { list: FailureGroupList }) {
  const isStale = readAt !== null && until - readAt > staleAfterMs;
  if (gaps.length === 0 && !isStale) return null;
  const more = gaps.slice(shownAtOnce);
  return (
    <div className="mt-3 space-y-2">
      {isStale && (
        <Callout tone="degraded">
          Where AWS records failures was last read through <Age at={readAt} />: what failed since may be
          missing.
        </Callout>
      )}
      {gaps.slice(0, shownAtOnce).map((gap) => (
        <Gap key={`${gap.source} ${gap.action} ${gap.reason}`} gap={gap} />
      ))}
      {more.length > 0 && (
        <details>
          <summary className="w-fit cursor-pointer rounded-1 text-meta text-accent hover:underline">
            {more.length} more that could not be read
          </summary>
          <div className="mt-2 space-y-2">
            {more.map((gap) => (
              <Gap key={`${gap.source} ${gap.action} ${gap.reason}`} gap={gap} />
            ))}
          </div>
        </details>
      )}
    </div>
  );
}

export function Gap({
  gap: { sentence, scopes, message },
}: {
  gap: Pick<FailureGapAnswer, "sentence" | "scopes" | "message">;
}) {
  return (
    <Callout tone="unknown" title={`${scopes.join(", ")}: ${message}`}>
      <Sentence text={sentence} />
    </Callout>
  );
}
