"use client";

import { useId, useState } from "react";
import type { WalkthroughAnswer } from "../../lib/api/walkthrough.ts";
import { Button } from "../ui/button.tsx";
import { Callout } from "../ui/callout.tsx";
import { Moment } from "../ui/time.tsx";
import { useWalkthroughChange } from "./use-walkthrough-acts.ts";

/** What people tell each other about this walkthrough. It is saved when one leaves it; nobody overwrites what they did not see. */
export function NoteField({ walkthrough: { id, note } }: { walkthrough: WalkthroughAnswer }) {
  const change = useWalkthroughChange(id);
  const fieldId = useId();
  const saved = note?.text ?? "";
  /** What is being written, and the note that it began from; null while nobody writes. */
  const [draft, setDraft] = useState<{ text: string; from: string } | null>(null);
  /** What was saved from here last: the page learns of it a moment later, and it is nobody else's. */
  const [own, setOwn] = useState<string | null>(null);
  const isBehind = draft !== null && note !== null && ![draft.from, draft.text.trim(), own].includes(saved);

  const save = (text: string) => {
    setOwn(text.trim());
    // Who writes on while it is saved keeps what they wrote.
    const forget = () => setDraft((present) => (present?.text === text ? null : present));
    change.mutate({ note: text.trim() }, { onSuccess: forget });
  };
  const leave = () => {
    if (draft === null || isBehind) return;
    if (draft.text.trim() === saved.trim()) setDraft(null);
    else save(draft.text);
  };
  return (
    <div>
      <label htmlFor={fieldId} className="sr-only">
        Note
      </label>
      <textarea
        id={fieldId}
        value={draft?.text ?? saved}
        maxLength={4000}
        rows={3}
        placeholder="For whoever goes on with this"
        onChange={({ target }) => setDraft({ text: target.value, from: draft ? draft.from : saved })}
        onBlur={leave}
        className="block field-sizing-content max-h-60 min-h-16 w-full rounded-2 border border-line-strong bg-page px-2 py-1.5 placeholder:text-3"
      />
      {isBehind && (
        <Callout tone="degraded" className="mt-2 px-3!" role="alert">
          <p>
            {note.by} wrote <Moment at={note.at} />:
          </p>
          <p className="mt-0.5 text-pretty wrap-anywhere">{note.text || "(nothing)"}</p>
          <span className="mt-1.5 flex flex-wrap gap-2">
            <Button size="small" onClick={() => setDraft(null)}>
              Take theirs
            </Button>
            <Button size="small" variant="bare" onClick={() => save(draft.text)}>
              Keep mine
            </Button>
          </span>
        </Callout>
      )}
      <p aria-live="polite" className="mt-1 min-h-4 text-meta text-3">
        {change.isPending ? (
          "Saving…"
        ) : change.error ? (
          <span className="text-st-lost">Not saved. {change.error.message}</span>
        ) : draft ? (
          "Saved when you leave the field."
        ) : note ? (
          <>
            {note.by}, <Moment at={note.at} />
          </>
        ) : null}
      </p>
    </div>
  );
}
