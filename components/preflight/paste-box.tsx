"use client";

import { type Ref, useMemo } from "react";
import type { PreflightReport, TargetVerdictReport } from "../../lib/api/preflight.ts";
import { Button } from "../ui/button.tsx";
import { classNames } from "../ui/class-names.ts";
import { markTargets } from "./mark-targets.ts";

type PasteBoxProps = {
  text: string;
  report: PreflightReport | undefined;
  box: Ref<HTMLTextAreaElement>;
  onChange(text: string): void;
  foot: React.ReactNode;
};

const underlines: Record<TargetVerdictReport["outcome"], string> = {
  refused: "border-b-2 border-solid border-fill-lost",
  undeliverable: "border-b-2 border-dashed border-fill-degraded",
  waits: "border-b-2 border-dotted border-fill-degraded",
  unknown: "border-b-2 border-dotted border-fill-unknown",
  receives: "",
};

const letters =
  "col-start-1 row-start-1 m-0 min-h-32 p-3 font-mono text-meta/[19px] whitespace-pre-wrap wrap-anywhere";

/** To lay out a text twice, once for its marks, is felt at each key from here on. */
const markedAtMost = 40_000;

/** Takes whatever people paste, and underlines in it what would not receive the call. */
export function PasteBox({ text, report, box, onChange, foot }: PasteBoxProps) {
  const isMarked = text.length <= markedAtMost;
  return (
    <div className="rounded-3 border border-line-strong bg-page has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-focus">
      <div className={classNames("grid overflow-auto", isMarked ? "max-h-80" : "h-80")}>
        <textarea
          ref={box}
          value={text}
          onChange={(event) => onChange(event.target.value)}
          aria-label="What you mean to send"
          placeholder={
            "aws ssm send-command --document-name AWS-RunShellScript --targets Key=tag:Env,Values=prod …\nor ids, ARNs, JSON, YAML, Terraform, an error message"
          }
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          className={classNames(
            letters,
            "resize-none bg-transparent text-1 outline-none placeholder:text-3",
            isMarked ? "overflow-hidden" : "overflow-auto",
          )}
        />
        {isMarked && <Marks text={text} report={report} />}
      </div>
      <div className="flex min-h-8 flex-wrap items-center gap-x-2.5 border-t border-line bg-sunken px-3 py-1 text-meta text-3">
        {foot}
        <span className="flex-1" />
        {text !== "" && (
          <Button variant="bare" size="small" onClick={() => onChange("")}>
            Clear
          </Button>
        )}
      </div>
    </div>
  );
}

/** The same letters behind the box, for their underlines; they give the box its height. Ids keep theirs while one types on. */
function Marks({ text, report }: Pick<PasteBoxProps, "text" | "report">) {
  const parts = useMemo(() => markTargets(text, report?.targets ?? []), [text, report]);
  return (
    <div aria-hidden="true" className={classNames(letters, "pointer-events-none text-transparent")}>
      {parts.map(({ at, text: words, outcome }) =>
        outcome === null ? (
          words
        ) : (
          <span key={at} className={underlines[outcome]}>
            {words}
          </span>
        ),
      )}
      {"\n"}
    </div>
  );
}
