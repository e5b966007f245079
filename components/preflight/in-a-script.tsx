import type { PreflightReport } from "../../lib/api/preflight.ts";
import { CodeBlock } from "../ui/code.tsx";

const meanings: Record<number, string> = {
  0: "all receive it",
  2: "some would not receive it",
  3: "AWS would refuse the call",
  4: "not known",
};

/** The same question in a pipeline. */
export function InAScript({ report }: { report: PreflightReport | undefined }) {
  return (
    <section>
      <h2 className="mb-2 text-lead font-head">In a script</h2>
      <CodeBlock text="muster preflight --file command.txt" label="the command" />
      <p className="mt-1.5 text-meta text-pretty text-3">
        {report !== undefined && (
          <>
            This one exits with <b className="font-name text-1">{report.exitCode}</b>:{" "}
            {meanings[report.exitCode]}.{" "}
          </>
        )}
        0 all receive it · 2 some do not · 3 refused · 4 not known.
      </p>
    </section>
  );
}
