import type { OperationName } from "../aws/operations.ts";
import type { AwsReader } from "../aws/reader.ts";

/** By what a describe call can be narrowed, in AWS's own words. */
export type Filter = { operation: OperationName; name: string; field?: string };

/** As many values as one filter takes. */
export const valuesPerFilter = 200;

/** A reader whose `operation` tells only what has one of these values. */
export function narrowed(
  reader: AwsReader,
  { operation, name, field = "Filters" }: Filter,
  values: readonly string[],
): AwsReader {
  return {
    ...reader,
    pages(asked, input, options) {
      if (asked !== operation) return reader.pages(asked, input, options);
      const one = { ...(input as object), [field]: [{ Name: name, Values: [...values] }] };
      return reader.pages(asked, one as typeof input, options);
    },
  };
}
