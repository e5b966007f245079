import type { Filter, Tag } from "@aws-sdk/client-ec2";
import type { StaticOperationSchema } from "@smithy/types";
import { AwsError } from "../error.ts";
import { defineOperation, type Operation, type OperationContext } from "../operation.ts";
import type { PageLimits } from "../page.ts";
import { compileFilters, type FilterTable } from "./filters.ts";
import { checkForm, type ResourceKind } from "./identifiers.ts";
import { sortedIds } from "./sorted-ids.ts";

type DescribeInput = { Filters?: Filter[]; MaxResults?: number; NextToken?: string };

/** Page sizes of most Describe calls of EC2. */
export const usualLimits: PageLimits = { minimum: 5, maximum: 1000 };

/**
 * A Describe call over one collection: ids or filters choose, pages cut. `idsName` is the member with the ids, and
 * `idsRefusePaging` says how AWS names it where it refuses ids together with a page size.
 */
export function defineDescribe<Input extends DescribeInput, Output, Item extends object>(definition: {
  schema: StaticOperationSchema;
  kind: ResourceKind;
  ids(input: Input): readonly string[] | undefined;
  idsRefusePaging?: string;
  /** Where the filters are, if not in `Filters`. */
  filtersOf?(input: Input): Filter[] | undefined;
  from(context: OperationContext): ReadonlyMap<string, Item>;
  /** Refuses what is wrong with the rest of the input. */
  check?(context: OperationContext, input: Input): void;
  /** Leaves out what this call does not show unless it is asked to. */
  shows?(item: Item, input: Input, context: OperationContext): boolean;
  filters: FilterTable<Item> | ((context: OperationContext) => FilterTable<Item>);
  tagsOf?: (item: Item) => readonly Tag[] | undefined;
  limits?: PageLimits;
  answer(items: Item[], nextToken: string | undefined, context: OperationContext): Output;
}): Operation {
  return defineOperation<Input, Output>({
    service: "ec2",
    schema: definition.schema,
    action: `ec2:${definition.schema[2]}`,
    handle(context, input) {
      const all = definition.from(context);
      const asked = [...new Set(definition.ids(input))];
      const table =
        typeof definition.filters === "function" ? definition.filters(context) : definition.filters;
      const filters = definition.filtersOf?.(input) ?? input.Filters;
      const passes = compileFilters(filters, table, definition.tagsOf);
      definition.check?.(context, input);
      if (asked.length > 0) requireIds(definition, all, asked, input);
      const { items, nextToken } = context.page({
        items: asked.length > 0 ? asked : sortedIds(context.world, all),
        matches: (id) => {
          const item = all.get(id) as Item;
          return (definition.shows?.(item, input, context) ?? true) && passes(item);
        },
        keyOf: (id) => id,
        maxResults: input.MaxResults,
        nextToken: input.NextToken,
        limits: definition.limits ?? usualLimits,
        filters: [filters, asked],
      });
      return definition.answer(
        items.map((id) => all.get(id) as Item),
        nextToken,
        context,
      );
    },
  });
}

function requireIds(
  { kind, idsRefusePaging }: { kind: ResourceKind; idsRefusePaging?: string },
  all: ReadonlyMap<string, unknown>,
  asked: readonly string[],
  input: DescribeInput,
) {
  if (idsRefusePaging && input.MaxResults !== undefined) {
    throw new AwsError(
      "InvalidParameterCombination",
      `The parameter ${idsRefusePaging} cannot be used with the parameter maxResults`,
    );
  }
  checkForm(kind, asked);
  const missing = asked.filter((id) => !all.has(id));
  if (missing.length > 0) throw new AwsError(kind.notFound, kind.missing(missing.join(", ")));
}
