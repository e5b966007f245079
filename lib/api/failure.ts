import { z } from "zod";
import { causeCodes } from "../model/cause.ts";
import { failureSources } from "../model/failure.ts";
import { gapReasons } from "../model/gap.ts";
import { statuses } from "../model/status.ts";
import { facetValueSchema, listOf, maxPageSize } from "./list.ts";
import { subjectSchema } from "./verdict.ts";

const time = z.number().int().describe("Milliseconds since the epoch");

export const failureTabs = ["failures", "silent"] as const;
export type FailureTab = (typeof failureTabs)[number];

const moment = (what: string) =>
  z
    .string()
    .max(40)
    .optional()
    .describe(`${what}: milliseconds, an ISO time, or how long ago as 7d, 12h or 30m`);

/** Which failures; the same for everything that is asked of them. */
const chosenShape = {
  q: z
    .string()
    .max(4096)
    .default("")
    .describe(
      "The filter language: kind, source, operation, document, caller, cause, subject, node, status (of its nodes now), scope, account, region, tag:Key=Value; anything else is text",
    ),
  since: moment("The first moment; 30 days ago unless told"),
  until: moment("The moment after the last; now unless told"),
  tab: z
    .enum(failureTabs)
    .optional()
    .describe("failures: what AWS called one. silent: what ended green all the same. Both unless told"),
};
const group = z.string().max(64).optional().describe("Only those of the group with this key");

export const failureQuerySchema = z.object(chosenShape);
export type FailureQuery = z.infer<typeof failureQuerySchema>;

export const failureSortKeys = ["at"] as const;
export const failureGroupSortKeys = ["count", "nodes", "lastSeen", "firstSeen", "kind", "cause"] as const;
export type FailureGroupSortKey = (typeof failureGroupSortKeys)[number];

const sortBy = (keys: readonly string[], preset: string) =>
  z
    .string()
    .regex(
      new RegExp(`^-?(?:${keys.join("|")})$`),
      `must be one of ${keys.join(", ")}, with - before it to descend`,
    )
    .default(preset);
export const pageShape = {
  limit: z.coerce.number().int().min(1).max(maxPageSize).default(50),
  cursor: z.string().max(1024).optional().describe("From the answer before"),
};

export const failureListQuerySchema = z.object({
  ...chosenShape,
  group,
  sort: sortBy(failureSortKeys, "-at"),
  ...pageShape,
});
export type FailureListQuery = z.infer<typeof failureListQuerySchema>;

export const failureGroupListQuerySchema = z.object({
  ...chosenShape,
  group,
  sort: sortBy(failureGroupSortKeys, "-count"),
  ...pageShape,
});
export type FailureGroupListQuery = z.infer<typeof failureGroupListQuerySchema>;

export const failureExportQuerySchema = z.object({
  ...chosenShape,
  group,
  format: z.enum(["csv", "jsonl"]).default("csv"),
});
export type FailureExportQuery = z.infer<typeof failureExportQuerySchema>;

export const failureHistogramQuerySchema = z.object({
  ...chosenShape,
  buckets: z.coerce.number().int().min(1).max(400).default(60).describe("At most so many"),
});
export type FailureHistogramQuery = z.infer<typeof failureHistogramQuerySchema>;

const causeThenSchema = z.object({
  code: z.enum(causeCodes),
  title: z.string().describe("What the code says, whatever the subject"),
  subject: subjectSchema.nullable(),
  sentence: z.string(),
  isInferred: z.boolean().describe("Not as Muster had it then, but from what AWS still tells of that time"),
});

/** How a node that a failure was aimed at stands today. */
const nodeNowSchema = z.object({
  name: z.string().nullable(),
  status: z.enum(statuses),
  why: z.string().nullable(),
});

/** One past call or invocation that failed because of its target. No parameters and no output are kept of it. */
export const failureSchema = z
  .object({
    id: z.string(),
    group: z.string().describe("The key of the group that it belongs to"),
    scope: z.string(),
    kind: z.string().describe("AWS's own word, as InvalidInstanceId"),
    source: z.enum(failureSources),
    operation: z.string(),
    at: time,
    caller: z.string().nullable().describe("An ARN; null where AWS does not say"),
    documentName: z.string().nullable(),
    targets: z
      .array(
        z.object({
          id: z.string().describe("As it was given: an id, or the expression"),
          cause: causeThenSchema.nullable().describe("Null where nothing is said of this one alone"),
          sankCall: z.boolean().describe("Whether AWS refused the whole call for it"),
          now: nodeNowSchema.nullable().describe("Null where no scope has such a node"),
        }),
      )
      .describe("At most 50; targetCount says how many there were"),
    targetCount: z.number().int(),
    cause: causeThenSchema,
    errorCode: z.string(),
    message: z.string().nullable(),
    requestId: z.string().nullable(),
    records: z
      .array(
        z.object({
          source: z.enum(failureSources),
          idName: z.string(),
          id: z.string(),
          isGreen: z.boolean().nullable(),
          consoleUrl: z.string().nullable(),
        }),
      )
      .describe("What it happened in, the outermost first: a window, its association, its command"),
    isSilent: z.boolean(),
  })
  .meta({ id: "Failure" });
export type FailureAnswer = z.infer<typeof failureSchema>;

export const failureListSchema = listOf(failureSchema)
  .extend({ silent: z.number().int().describe("How many of all ended green") })
  .meta({ id: "Failures" });
export type FailureList = z.infer<typeof failureListSchema>;

/** Failures of the same kind, operation, document, caller and cause. */
export const failureGroupSchema = z
  .object({
    key: z.string(),
    kind: z.string(),
    operation: z.string(),
    documentName: z.string().nullable(),
    caller: z.string().nullable().describe("An ARN, without the session of an assumed role"),
    sources: z.array(z.enum(failureSources)),
    scopes: z.array(z.string()),
    cause: causeThenSchema.describe(
      "The sentence is that of the last one, where its nodes share what is to blame",
    ),
    count: z.number().int(),
    silent: z.number().int().describe("How many of them ended green all the same"),
    nodes: z.number().int().describe("Different ones; 0 where none was named or met"),
    firstSeen: time.describe("In the chosen time"),
    lastSeen: time,
    trend: z
      .array(z.number().int())
      .length(14)
      .describe("Counts of the last 14 days until the end, by UTC day"),
    isOver: z
      .boolean()
      .describe("It came back no more: longer quiet than it ever was between two days of it"),
    isRecurring: z.boolean().describe("On three days or more"),
    now: z
      .object({
        byStatus: z.record(z.string(), z.number().int()).describe("Its nodes by their status today"),
        unknownNodes: z.number().int().describe("Those that no scope has any more"),
      })
      .describe("How its nodes stand now"),
    isOpen: z.boolean().describe("Whether a node of it still has the cause that it had then"),
  })
  .meta({ id: "FailureGroup" });
export type FailureGroup = z.infer<typeof failureGroupSchema>;

/** A source that could not be read in some scopes: what it alone would show is missing. */
export const failureGapSchema = z
  .object({
    source: z.enum(failureSources),
    action: z.string(),
    reason: z.enum(gapReasons),
    scopes: z.array(z.string()),
    sentence: z.string().describe("What is missing, and what to grant"),
    message: z.string().describe("What AWS answered, in the first of the scopes"),
  })
  .meta({ id: "FailureGap" });
export type FailureGapAnswer = z.infer<typeof failureGapSchema>;

/** The groups and what the headline says; its counts are over the whole filter, both tabs. */
export const failureGroupListSchema = listOf(failureGroupSchema)
  .extend({
    since: time,
    until: time,
    failures: z.number().int().describe("Of this filter and time, without silent ones"),
    silent: z.number().int(),
    byWeight: z
      .object({
        openCauses: z.object({ causes: z.number().int(), failures: z.number().int() }),
        absent: z.number().int().describe("Had a target that was stopped, gone or matched nothing"),
        unexplained: z.number().int(),
      })
      .describe("The parts of the headline, of the chosen tab"),
    gaps: z.array(failureGapSchema),
    readAt: time
      .nullable()
      .describe("When the sources were last read, in the scope that waits longest; null before"),
  })
  .meta({ id: "FailureGroups" });
export type FailureGroupList = z.infer<typeof failureGroupListSchema>;

export const failureHistogramSchema = z
  .object({
    since: time,
    until: time,
    bucketMs: z.number().int(),
    kinds: z
      .array(z.object({ kind: z.string(), total: z.number().int(), counts: z.array(z.number().int()) }))
      .describe("The most common first; each with a count a bucket, from `since` on"),
    starts: z.array(time).describe("When each bucket begins"),
    total: z.number().int(),
    silent: z.number().int().describe("How many of all ended green"),
  })
  .meta({ id: "FailureHistogram" });
export type FailureHistogram = z.infer<typeof failureHistogramSchema>;

export const failureFacetKeys = [
  "kind",
  "source",
  "operation",
  "document",
  "caller",
  "cause",
  "scope",
] as const;
export type FailureFacetKey = (typeof failureFacetKeys)[number];

/** Counts under the filter; a facet's own terms are left out of its own counts. */
export const failureFacetsSchema = z
  .object({
    total: z.number().int(),
    facets: z.array(
      z.object({
        key: z.enum(failureFacetKeys),
        title: z.string(),
        values: z.array(facetValueSchema),
        more: z.number().int().describe("How many further values there are"),
      }),
    ),
    withoutTerm: z
      .array(z.object({ term: z.string(), total: z.number().int() }))
      .describe("Where nothing matches: how many would match without each term"),
  })
  .meta({ id: "FailureFacets" });
export type FailureFacets = z.infer<typeof failureFacetsSchema>;
