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
  const savedAt = note?.at ?? null;
  /** What is being written, and which note it began from; null while nobody writes. */
  const [draft, setDraft] = useState<{ text: string; from: number | null } | null>(null);
  const isBehind = draft !== null && note !== null && draft.from !== savedAt && draft.text !== saved;

  const save = (text: string) => change.mutate({ note: text.trim() }, { onSuccess: () => setDraft(null) });
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
        onChange={({ target }) => setDraft({ text: target.value, from: draft ? draft.from : savedAt })}
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
