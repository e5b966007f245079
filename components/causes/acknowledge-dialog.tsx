import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Acknowledgement, CauseDetail, NewAcknowledgement } from "../../lib/api/cause.ts";
import { api } from "../../lib/routes/api.ts";
import { otherProblem, problemOf } from "../exclusions/problem-of.ts";
import { daysToChoose, endOfDay } from "../exclusions/until.ts";
import { UntilField } from "../exclusions/until-field.tsx";
import { sendJson } from "../query/read-json.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogClose, DialogContent } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { toast } from "../ui/toast.ts";
import { causeKeys } from "./cause-queries.ts";

/** Says of a cause that it is known, why it may stay, and until when. */
export function AcknowledgeDialog({
  cause,
  now,
  onClose,
}: {
  cause: Pick<CauseDetail, "code" | "key">;
  now: number;
  onClose: () => void;
}) {
  const [reason, setReason] = useState("");
  const [day, setDay] = useState(daysToChoose(now).proposed);
  const client = useQueryClient();
  const acknowledge = useMutation({
    mutationFn: (said: NewAcknowledgement) =>
      sendJson<Acknowledgement>("PUT", api.acknowledgement(cause.code, cause.key), said),
    onSuccess: async () => {
      await Promise.all(causeKeys.map((queryKey) => client.invalidateQueries({ queryKey })));
      toast({ title: "The cause is acknowledged. It comes back by itself." });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const until = endOfDay(day);
    if (until !== null) acknowledge.mutate({ until, reason });
  };
  const other = otherProblem(acknowledge.error, ["reason", "until"]);
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        title="Acknowledge this cause"
        description="It stands apart in the list until its day, and comes back by itself. Its nodes stay in all counts."
      >
        <form onSubmit={submit} className="grid gap-3 overflow-y-auto p-4">
          <Field
            label="Reason"
            hint="For whoever finds it: what is being done, or why nothing is."
            problem={problemOf(acknowledge.error, "reason")}
          >
            {(ids) => (
              <Input
                {...ids}
                autoFocus
                required
                maxLength={500}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
          <UntilField
            day={day}
            onChange={setDay}
            now={now}
            hint="Its last day, at most a year from now."
            problem={problemOf(acknowledge.error, "until")}
          />
          {other && (
            <p role="alert" className="text-meta text-st-lost">
              {other}
            </p>
          )}
          <div className="flex justify-end gap-2">
            <DialogClose asChild>
              <Button variant="bare">Cancel</Button>
            </DialogClose>
            <Button type="submit" variant="ink" disabled={acknowledge.isPending}>
              Acknowledge
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}
