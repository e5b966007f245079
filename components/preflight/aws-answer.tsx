import { memo } from "react";
import type { PreflightReport } from "../../lib/api/preflight.ts";

/** The error that AWS would give for the whole call, in the words that it is known by. */
export const AwsAnswer = memo(function AwsAnswer({ report }: { report: PreflightReport }) {
  const error = expectedError(report);
  if (error === null) return null;
  return (
    <section>
      <h2 className="text-lead font-head">AWS would answer</h2>
      <pre className="mt-2 rounded-3 border border-edge-lost bg-wash-lost px-3 py-2.5 text-micro/[17px] whitespace-pre-wrap wrap-anywhere text-1">
        {`An error occurred (${error.code}) when calling the ${report.operation} operation`}
        {error.message === null ? "" : `: ${error.message}`}
      </pre>
      <p className="mt-1.5 text-meta text-pretty text-3">
        {error.message === null && "How AWS words it is not confirmed. "}A refused call has no command id: it
        shows only in CloudTrail.
      </p>
    </section>
  );
});

/** SSM checks the form of a call first, then its targets; all ids that sink it stand in one text. */
function expectedError({ call, problems, targets }: PreflightReport) {
  if (call !== "refused") return null;
  const ofCall = problems.find(({ refuses, error }) => refuses && error !== null)?.error;
  if (ofCall) return ofCall;
  const sinking = targets.filter(({ outcome, error }) => outcome === "refused" && error !== null);
  const [first] = sinking;
  if (!first?.error) return null;
  if (first.error.code !== "InvalidInstanceId" || first.error.message === null) return first.error;
  const ids = sinking.filter(({ error }) => error?.code === "InvalidInstanceId").map(({ id }) => id);
  return { ...first.error, message: first.error.message.replace(first.id, ids.slice(0, 20).join(", ")) };
}
