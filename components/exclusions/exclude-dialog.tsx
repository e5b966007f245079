import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Exclusion, NewExclusion } from "../../lib/api/exclusion.ts";
import { formatCountOf } from "../../lib/format/count.ts";
import { api } from "../../lib/routes/api.ts";
import { facetsOptions } from "../fleet/fleet-queries.ts";
import { sendJson } from "../query/read-json.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogClose, DialogContent } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { TextLink } from "../ui/link.tsx";
import { toast } from "../ui/toast.ts";
import { excludedKeys } from "./exclusion-queries.ts";
import { otherProblem, problemOf } from "./problem-of.ts";
import { daysToChoose, endOfDay } from "./until.ts";
import { UntilField } from "./until-field.tsx";

const fields = ["filter", "reason", "owner", "until"] as const;

type Draft = { filter: string; reason: string; owner: string; day: string };

/** Says of the nodes that a filter finds that they are not meant to answer: why, who answers for it, and until when. */
export function ExcludeDialog({
  filter,
  now,
  onClose,
  onDone,
}: {
  filter: string;
  now: number;
  onClose: () => void;
  onDone?: () => void;
}) {
  const [draft, setDraft] = useState<Draft>({
    filter,
    reason: "",
    owner: "",
    day: daysToChoose(now).proposed,
  });
  const client = useQueryClient();
  const exclude = useMutation({
    mutationFn: (exclusion: NewExclusion) => sendJson<Exclusion>("POST", api.exclusions(), exclusion),
    onSuccess: async ({ nodes }) => {
      await Promise.all(excludedKeys.map((queryKey) => client.invalidateQueries({ queryKey })));
      toast({
        title: `${formatCountOf(nodes, "node")} excluded.`,
        detail: "They come back by themselves. Settings lists all exclusions.",
      });
      onDone?.();
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { day, ...said } = draft;
    const until = endOfDay(day);
    if (until !== null) exclude.mutate({ ...said, until });
  };
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        title="Not meant to answer"
        description="These nodes leave the headline and the causes, are counted by themselves, and come back on their day."
      >
        <form onSubmit={submit} className="grid gap-3 overflow-y-auto p-4">
          <Fields draft={draft} error={exclude.error} now={now} onChange={setDraft} />
          <div className="flex items-center justify-end gap-2">
            <TextLink href="/settings#exclusions" className="mr-auto text-meta">
              All exclusions
            </TextLink>
            <DialogClose asChild>
              <Button variant="bare">Cancel</Button>
            </DialogClose>
            <Button type="submit" variant="ink" disabled={exclude.isPending}>
              Exclude
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}

function Fields({
  draft,
  error,
  now,
  onChange,
}: {
  draft: Draft;
  error: Error | null;
  now: number;
  onChange: (draft: Draft) => void;
}) {
  const set = (part: Partial<Draft>) => onChange({ ...draft, ...part });
  const other = otherProblem(error, fields);
  return (
    <>
      <Field label="Nodes" hint={<Found filter={draft.filter.trim()} />} problem={problemOf(error, "filter")}>
        {(ids) => (
          <Input
            {...ids}
            required
            className="font-mono text-meta"
            value={draft.filter}
            onChange={(event) => set({ filter: event.target.value })}
          />
        )}
      </Field>
      <Field label="Reason" hint="For whoever wonders where they went." problem={problemOf(error, "reason")}>
        {(ids) => (
          <Input
            {...ids}
            autoFocus
            required
            maxLength={500}
            value={draft.reason}
            onChange={(event) => set({ reason: event.target.value })}
          />
        )}
      </Field>
      <div className="grid grid-cols-2 gap-3 max-wide:grid-cols-1">
        <Field label="Owner" hint="Who answers for it." problem={problemOf(error, "owner")}>
          {(ids) => (
            <Input
              {...ids}
              required
              maxLength={120}
              value={draft.owner}
              onChange={(event) => set({ owner: event.target.value })}
            />
          )}
        </Field>
        <UntilField
          day={draft.day}
          onChange={(day) => set({ day })}
          now={now}
          hint="At most a year from now."
          problem={problemOf(error, "until")}
        />
      </div>
      {other && (
        <p role="alert" className="text-meta text-st-lost">
          {other}
        </p>
      )}
    </>
  );
}

function Found({ filter }: { filter: string }) {
  const { data } = useQuery({ ...facetsOptions(filter, null), enabled: filter !== "" });
  if (filter === "") return "The filter language of this page: which nodes.";
  if (!data) return "Counting…";
  return `${formatCountOf(data.total, "node")} now; whatever comes to match is excluded too.`;
}
