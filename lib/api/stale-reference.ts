import { z } from "zod";
import { holderKinds } from "../model/reference-holder.ts";
import { failureGapSchema, pageShape } from "./failure.ts";
import { listOf } from "./list.ts";

/** Something that still names a node which is gone. */
export const staleReferenceSchema = z
  .object({
    scope: z.string(),
    kind: z
      .enum(holderKinds)
      .describe("What aims at them; automation: a runbook that waits, or comes again and again"),
    id: z.string(),
    name: z.string().nullable(),
    windowId: z.string().nullable().describe("The maintenance window that it belongs to"),
    nodes: z.array(
      z.object({
        id: z.string(),
        state: z.enum(["terminated", "unknown", "elsewhere"]),
        why: z.string(),
      }),
    ),
    dangling: z.array(z.string()).describe("Targets of its window that a task names and that are no more"),
    usedBy: z.array(z.string()).describe("Tasks, documents, owners, callers, schedules"),
    consoleUrl: z.string().nullable(),
  })
  .meta({ id: "StaleReference" });
export type StaleReferenceAnswer = z.infer<typeof staleReferenceSchema>;

export const staleReferenceListSchema = listOf(staleReferenceSchema)
  .extend({
    gaps: z
      .array(failureGapSchema.omit({ source: true }))
      .describe("What could not be read, so that references may be missing"),
  })
  .meta({ id: "StaleReferences" });
export type StaleReferenceList = z.infer<typeof staleReferenceListSchema>;

export const staleReferenceListQuerySchema = z.object({
  q: z.string().max(4096).default("").describe("Only its scope, account, region and node terms count"),
  ...pageShape,
});
export type StaleReferenceListQuery = z.infer<typeof staleReferenceListQuerySchema>;
