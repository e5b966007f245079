"use client";

import { type SubmitEvent, useId, useState } from "react";
import { formatCount } from "../../lib/format/count.ts";
import { Button } from "../ui/button.tsx";

/** What the server takes; a console's output has at most 64 KiB of it. */
const mostCharacters = 256 * 1024;

type HostOutputBoxProps = { onRead: (text: string) => void; isReading: boolean; error: Error | null };

/** Takes what the host printed. */
export function HostOutputBox({ onRead, isReading, error }: HostOutputBoxProps) {
  const [text, setText] = useState("");
  const box = useId();
  const isTooLong = text.length > mostCharacters;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (text.trim() !== "") onRead(text.slice(-mostCharacters));
  };
  return (
    <form onSubmit={submit} className="min-w-0">
      <label htmlFor={box} className="font-name">
        What it printed
      </label>
      <textarea
        id={box}
        value={text}
        onChange={(event) => setText(event.target.value)}
        rows={4}
        spellCheck={false}
        aria-describedby={`${box}-note`}
        placeholder="The command’s output, the agent’s log, or the console’s output"
        className="mt-1 block w-full resize-y rounded-2 border border-line-strong bg-page px-3 py-2 font-mono text-micro/[17px] placeholder:text-3"
      />
      <div className="mt-1.5 flex items-start gap-3">
        <p id={`${box}-note`} aria-live="polite" className="flex-1 text-meta text-pretty text-3">
          {isTooLong &&
            `Of its ${formatCount(text.length)} characters the last ${formatCount(mostCharacters)} are read. `}
          It is read and forgotten: nothing of it is stored, and no line with a secret is shown.
        </p>
        <Button type="submit" disabled={text.trim() === "" || isReading}>
          {isReading ? "Reading…" : "Read it"}
        </Button>
      </div>
      {error && (
        <p role="alert" className="mt-2 text-pretty text-st-lost">
          {error.message}
        </p>
      )}
    </form>
  );
}
