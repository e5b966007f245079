import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { daysToChoose } from "./until.ts";

/** The last day of what comes back by itself. */
export function UntilField({
  day,
  onChange,
  now,
  hint,
  problem,
}: {
  day: string;
  onChange: (day: string) => void;
  now: number;
  hint: string;
  problem?: string | undefined;
}) {
  const { least, most } = daysToChoose(now);
  return (
    <Field label="Through" hint={hint} problem={problem}>
      {(ids) => (
        <Input
          {...ids}
          type="date"
          required
          min={least}
          max={most}
          value={day}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
