"use client";

import { useMutation } from "@tanstack/react-query";
import { type SubmitEvent, useId, useState } from "react";
import type { HostReading } from "../../lib/api/host-output.ts";
import type { NodeDetail } from "../../lib/api/node.ts";
import { formatCount } from "../../lib/format/count.ts";
import { api } from "../../lib/routes/api.ts";
import { causeCodeHref } from "../../lib/routes/causes.ts";
import { PathMark } from "../path/path-mark.tsx";
import { sendJson } from "../query/read-json.ts";
import { Button } from "../ui/button.tsx";
import { TextLink } from "../ui/link.tsx";
import { Sentence } from "./sentence.tsx";
import { SuspectList } from "./suspect-list.tsx";

/** What the server takes; a console's output has at most 64 KiB of it. */
const mostCharacters = 256 * 1024;

/** Takes what the host printed, and says what it tells. */
export function HostOutputBox({ node }: { node: NodeDetail }) {
  const [text, setText] = useState("");
  const box = useId();
  const reading = useMutation({
    mutationFn: (pasted: string) =>
      sendJson<HostReading>("POST", api.hostOutput(node.scope, node.id), { text: pasted }),
  });
  const isTooLong = text.length > mostCharacters;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (text.trim() !== "" && !isTooLong) reading.mutate(text);
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
        placeholder='{"DiagnosticsOutput": […]}, the table, the agent’s log, or the console’s output'
        className="mt-1 block w-full resize-y rounded-2 border border-line-strong bg-page px-3 py-2 font-mono text-micro/[17px] placeholder:text-3"
      />
      <div className="mt-1.5 flex items-start gap-3">
        <p id={`${box}-note`} className="flex-1 text-meta text-pretty text-3">
          {isTooLong ? (
            <span role="alert" className="text-st-lost">
              {formatCount(text.length)} characters are more than the {formatCount(mostCharacters)} that are
              read. Paste its end.
            </span>
          ) : (
            "It is read and forgotten: nothing of it is stored, and no line with a secret is shown."
          )}
        </p>
        <Button type="submit" disabled={text.trim() === "" || isTooLong || reading.isPending}>
          {reading.isPending ? "Reading…" : "Read it"}
        </Button>
      </div>
      {reading.error && (
        <p role="alert" className="mt-2 text-pretty text-st-lost">
          {reading.error.message}
        </p>
      )}
      <div aria-live="polite">{reading.data && <Reading reading={reading.data} />}</div>
    </form>
  );
}

function Reading({ reading: { findings, unread, verdict } }: { reading: HostReading }) {
  return (
    <div className="mt-3 border-t border-line-faint pt-3">
      <p className="font-head text-pretty">
        <Sentence text={verdict.sentence} isShort />
      </p>
      {verdict.cause !== null && (
        <p className="mt-0.5 text-2">
          That speaks for{" "}
          <TextLink href={causeCodeHref(verdict.cause)} className="underline">
            <code>{verdict.cause}</code>
          </TextLink>
          , which AWS's own facts do not show.
        </p>
      )}
      <div className="mt-2 grid gap-x-8 gap-y-3 roomy:grid-cols-2">
        <div className="min-w-0">
          <Findings findings={findings} />
          {unread.map((sentence) => (
            <p key={sentence} className="mt-1 text-meta text-pretty text-3">
              {sentence}
            </p>
          ))}
        </div>
        <SuspectList title="Suspects, after what the host says" suspects={verdict.suspects} />
      </div>
    </div>
  );
}

function Findings({ findings }: Pick<HostReading, "findings">) {
  return (
    <ul>
      {findings.map(({ id, title, sentence, weight, evidence }) => (
        <li
          key={`${id} ${evidence.field} ${evidence.value}`}
          className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-2.5 border-t border-line-faint py-1.5 first:border-t-0"
        >
          <span className="grid h-5 place-items-center">
            <PathMark look={weight > 0 ? "blocked" : "beyond"} size={14} />
          </span>
          <div className="min-w-0">
            {title}
            <p className="text-meta text-pretty text-2">
              <Sentence text={sentence} isShort />
            </p>
            <p className="text-micro/[18px] wrap-anywhere text-3">
              <code className="mr-3 text-micro!">{evidence.field}</code>
              {evidence.value}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
