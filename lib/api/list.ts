import { z } from "zod";

/** What every list answers: a page of items, how many match in all, and the cursor of the next page. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    total: z.number().int(),
    next: z.string().nullable().describe("Pass as cursor to read on; null at the end"),
  });
}

export const maxPageSize = 200;

export const nodeSortKeys = [
  "status",
  "name",
  "id",
  "why",
  "lastPingAt",
  "failures",
  "scope",
  "state",
  "platform",
  "agentVersion",
  "launchedAt",
  "statusSince",
  "vpc",
  "role",
] as const;
export type NodeSortKey = (typeof nodeSortKeys)[number];

/** `name` or `-lastPingAt`: a key, descending with a minus before it. */
export const nodeSortSchema = z
  .string()
  .regex(
    new RegExp(`^-?(?:${nodeSortKeys.join("|")})$`),
    `must be one of ${nodeSortKeys.join(", ")}, with - before it to descend`,
  );

export const nodeListQuerySchema = z.object({
  q: z
    .string()
    .max(4096)
    .default("")
    .describe("The filter language: key:value, a,b is or, - negates, tag:Key=Value, text"),
  sort: nodeSortSchema.default("status"),
  limit: z.coerce.number().int().min(1).max(maxPageSize).default(maxPageSize),
  cursor: z.string().max(512).optional().describe("From the answer before; excludes at"),
  at: z.coerce.number().int().min(0).optional().describe("Jump: the rank of the first row, from 0"),
});
export type NodeListQuery = z.infer<typeof nodeListQuerySchema>;

export const nodeExportQuerySchema = z.object({
  q: z.string().max(4096).default(""),
  sort: nodeSortSchema.default("status"),
  format: z.enum(["csv", "jsonl"]).default("csv"),
});

export const summaryQuerySchema = z.object({
  q: z.string().max(4096).default("").describe("Only its scope, account and region terms count"),
});

export const facetValueSchema = z.object({
  value: z.string(),
  label: z.string().nullable().describe("For people, where the value alone says too little"),
  count: z.number().int(),
});

export const facetsQuerySchema = z.object({
  q: z.string().max(4096).default(""),
  tag: z
    .string()
    .max(128)
    .optional()
    .describe("The tag key whose values are counted; the most common key otherwise"),
});

/**
 * Counts under the filter. A facet's own terms are left out of its own counts, so that one sees what choosing another value
 * would give.
 */
export const facetsSchema = z
  .object({
    total: z.number().int().describe("Nodes that match the filter"),
    all: z.number().int().describe("Nodes there are"),
    statuses: z.array(facetValueSchema).describe("Counts by status under the filter without its status term"),
    facets: z.array(
      z.object({
        key: z
          .string()
          .describe("A key of the filter language: status, state, scope, vpc, platform, agent, tag:Env …"),
        title: z.string(),
        values: z.array(facetValueSchema),
        more: z.number().int().describe("How many further values there are"),
      }),
    ),
    tagKeys: z
      .array(z.object({ key: z.string(), count: z.number().int() }))
      .describe("Tag keys there are, the most common first"),
    withoutTerm: z
      .array(z.object({ term: z.string(), total: z.number().int() }))
      .describe("Where nothing matches: how many would match without each term"),
  })
  .meta({ id: "Facets" });
export type Facets = z.infer<typeof facetsSchema>;

/** The sentence on top of the fleet page and the counts that it is made of; over all nodes of the chosen scopes. */
export const fleetSummarySchema = z
  .object({
    total: z.number().int(),
    shouldAnswer: z.number().int(),
    answer: z.number().int(),
    byStatus: z.record(z.string(), z.number().int()),
    starting: z.number().int(),
    excluded: z.number().int().describe("Not meant to answer: in the total, and in no other count"),
    causes: z
      .object({ notAnswering: z.number().int(), degraded: z.number().int() })
      .describe("Shared causes: of nodes that should answer and do not, and of degraded nodes alone"),
    awaitingCause: z
      .number()
      .int()
      .describe(
        "Of those that are silent, degraded or unknown: why has yet to be read, as their scope is being read",
      ),
    oldestReadAt: z.number().int().nullable(),
  })
  .meta({ id: "FleetSummary" });
export type FleetSummary = z.infer<typeof fleetSummarySchema>;
