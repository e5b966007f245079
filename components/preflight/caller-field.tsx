"use client";

import { useId, useState } from "react";
import { Input } from "../ui/input.tsx";

const arn = /^arn:aws[a-z-]*:(?:iam::\d{12}:(?:role|user)|sts::\d{12}:assumed-role)\/\S+$/;

/** Who would send it. An ARN that is not whole yet is kept here, so that half of one is never asked about. */
export function CallerField({
  caller,
  onCaller,
}: {
  caller: string | null;
  onCaller(caller: string | null): void;
}) {
  const id = useId();
  const [text, setText] = useState(caller ?? "");
  const isOdd = text.trim() !== "" && !arn.test(text.trim());
  return (
    <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1">
      <label htmlFor={id} className="text-2">
        Sent by
      </label>
      <Input
        id={id}
        value={text}
        placeholder="arn:aws:iam::123456789012:role/deploy"
        spellCheck={false}
        autoComplete="off"
        aria-describedby={`${id}-hint`}
        aria-invalid={isOdd}
        className="min-w-0 flex-1 basis-70 font-mono text-meta"
        onChange={({ target: { value } }) => {
          setText(value);
          const trimmed = value.trim();
          onCaller(arn.test(trimmed) ? trimmed : null);
        }}
      />
      <p id={`${id}-hint`} className={`basis-full text-meta ${isOdd ? "text-st-lost" : "text-3"}`}>
        {isOdd
          ? "This is no ARN of a role, a user or a role's session."
          : "Optional. IAM is then asked whether they may send it to these nodes."}
      </p>
    </div>
  );
}
