import type { InputOf, OperationName, OutputOf } from "../operations.ts";

type Narrow<Name extends OperationName> = (output: OutputOf<Name>, input: InputOf<Name>) => OutputOf<Name>;

/**
 * A file holds what a listing had in all; who asks for a part of it is given that part, as of AWS. Only where a listing is
 * asked for again and again: whoever asks looks at what an item says of itself in any case.
 */
const narrowing: { [Name in OperationName]?: Narrow<Name> } = {
  "cloudtrail:LookupEvents": (output, { LookupAttributes = [], StartTime, EndTime }) => {
    const named = LookupAttributes.find(({ AttributeKey }) => AttributeKey === "EventName")?.AttributeValue;
    const isMeant = ({ EventName, EventTime }: NonNullable<typeof output.Events>[number]) =>
      (named === undefined || EventName === undefined || EventName === named) &&
      (StartTime === undefined || EventTime === undefined || EventTime >= StartTime) &&
      (EndTime === undefined || EventTime === undefined || EventTime <= EndTime);
    return { ...output, Events: output.Events?.filter(isMeant) };
  },
};

export function narrowAnswer<Name extends OperationName>(
  name: Name,
  output: OutputOf<Name>,
  input: InputOf<Name>,
): OutputOf<Name> {
  return narrowing[name]?.(output, input) ?? output;
}
