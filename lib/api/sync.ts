import { z } from "zod";
import { failureSources } from "../model/failure.ts";
import { gapReasons } from "../model/gap.ts";
import { syncOutcomes } from "../model/sync-progress.ts";
import { gapSchema } from "./verdict.ts";

const time = z.number().int();

export const callProgressSchema = z
  .object({
    action: z.string(),
    kind: z.string(),
    state: z.enum(["waiting", "reading", "done", "gap"]),
    pages: z.number().int(),
    items: z.number().int(),
    retries: z.number().int(),
    throttles: z.number().int(),
  })
  .meta({ id: "CallProgress" });
export type CallProgressAnswer = z.infer<typeof callProgressSchema>;

export const syncProgressSchema = z
  .object({
    id: z.string(),
    scope: z.string(),
    reason: z.enum(["schedule", "request", "first"]),
    startedAt: time,
    finishedAt: time.nullable(),
    outcome: z.enum(syncOutcomes),
    message: z.string().nullable(),
    nodes: z.number().int(),
    changedDocuments: z.number().int(),
    calls: z.array(callProgressSchema),
    gaps: z.array(gapSchema),
  })
  .meta({ id: "SyncProgress" });
export type SyncProgressAnswer = z.infer<typeof syncProgressSchema>;

export const scopeStatusSchema = z
  .object({
    key: z.string(),
    partition: z.string(),
    account: z.string(),
    accountName: z.string().nullable(),
    region: z.string(),
    nodes: z.number().int(),
    readAt: time.nullable(),
    nextAt: time.nullable(),
    isStale: z.boolean(),
    consecutiveFailures: z.number().int(),
    gaps: z.array(gapSchema),
    sync: syncProgressSchema.nullable().describe("The sync that runs, or the last one"),
  })
  .meta({ id: "ScopeStatus" });
export type ScopeStatusAnswer = z.infer<typeof scopeStatusSchema>;

/** The whole state of reading: what the top bar and the sync panel show. */
export const syncOverviewSchema = z
  .object({
    scopes: z.array(scopeStatusSchema),
    isDemo: z.boolean(),
    /** Trouble that no scope can be blamed for: no credentials, no Region. */
    trouble: z.object({ code: z.string(), message: z.string() }).nullable(),
    now: time,
  })
  .meta({ id: "SyncOverview" });
export type SyncOverview = z.infer<typeof syncOverviewSchema>;

/** Ask for a read now: everything, some scopes, or single nodes. */
export const syncRequestSchema = z
  .object({
    scopes: z.array(z.string()).max(500).optional(),
    nodes: z
      .array(z.object({ scope: z.string(), id: z.string() }))
      .max(200)
      .optional(),
  })
  .meta({ id: "SyncRequest" });
export type SyncRequest = z.infer<typeof syncRequestSchema>;

/** How the reading of a scope's failures is; what is new in it is there to be asked for. */
export const failureReadingSchema = z
  .object({
    scope: z.string(),
    startedAt: time,
    finishedAt: time.nullable(),
    outcome: z.enum(syncOutcomes),
    message: z.string().nullable(),
    failures: z.number().int().describe("Saved so far, new or changed"),
    calls: z.array(callProgressSchema.omit({ kind: true, state: true })),
    gaps: z.array(
      z.object({
        scope: z.string(),
        source: z.enum(failureSources),
        action: z.string(),
        reason: z.enum(gapReasons),
        message: z.string(),
        code: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: "FailureReading" });
export type FailureReadingAnswer = z.infer<typeof failureReadingSchema>;

/** What the event stream carries; each is small, and says what to read again. */
export const serverEventSchema = z
  .discriminatedUnion("type", [
    z.object({ type: z.literal("sync"), scope: scopeStatusSchema }),
    z.object({ type: z.literal("nodes"), seq: z.number().int(), scopes: z.array(z.string()) }),
    z.object({ type: z.literal("failures"), reading: failureReadingSchema }),
    z.object({ type: z.literal("walkthrough"), id: z.string(), version: z.number().int() }),
    z.object({
      type: z.literal("trouble"),
      trouble: z.object({ code: z.string(), message: z.string() }).nullable(),
    }),
  ])
  .meta({ id: "ServerEvent" });
export type ServerEvent = z.infer<typeof serverEventSchema>;
