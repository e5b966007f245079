import { z } from "zod";
import { causeCodes } from "../model/cause.ts";
import { runKinds, runOutcomes, verificationStates } from "../model/run.ts";
import { statuses } from "../model/status.ts";
import { applyingSchema, costSchema, riskSchema, takesEffectSchema } from "./fix.ts";
import { listOf, maxPageSize } from "./list.ts";
import { proofCountsSchema, proofSchema } from "./proof.ts";
import { subjectSchema } from "./verdict.ts";

const time = z.number().int().describe("Milliseconds since the epoch");
const by = z.object({ at: time, by: z.string() });

export { type RunKind, runKinds } from "../model/run.ts";

/** One thing that somebody did or tried on a walkthrough. */
export const runSchema = z
  .object({
    id: z.string(),
    walkthroughId: z.string(),
    kind: z.enum(runKinds),
    step: z.string().nullable(),
    at: time,
    by: z.string(),
    outcome: z
      .enum(runOutcomes)
      .describe("unknown: it ended before AWS's answer came; look before you repeat it"),
    operation: z.string().nullable().describe("The call, as ec2:CreateRoute"),
    resource: z.string().nullable().describe("What it was done to"),
    sentence: z.string().describe("What came of it, in words"),
    answer: z
      .object({
        code: z.string().nullable(),
        message: z.string().nullable(),
        requestId: z.string().nullable(),
      })
      .nullable()
      .describe("What AWS said"),
  })
  .meta({ id: "Run" });
export type RunAnswer = z.infer<typeof runSchema>;

export const stepSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    why: z.string(),
    cli: z.array(z.string()),
    console: z.object({ url: z.string().nullable(), path: z.string() }),
    terraform: z.string().nullable(),
    cloudformation: z.string().nullable(),
    changes: z.string(),
    undo: z.object({ sentence: z.string(), cli: z.array(z.string()) }).nullable(),
    call: z
      .object({
        operation: z.string(),
        resource: z.string().describe("What a confirmation has to name"),
        rehearsal: z.enum(["dry-run", "simulate"]),
        canBeUndone: z.boolean(),
      })
      .nullable()
      .describe("Null where only a person can do it"),
    done: by.nullable().describe("Marked by somebody, or applied from here"),
    lastRun: runSchema.nullable(),
    isApplied: z.boolean().describe("Whether it was applied from here and not undone since"),
  })
  .meta({ id: "Step" });
export type StepAnswer = z.infer<typeof stepSchema>;

/** What became of the nodes since the fix was applied or marked done. */
export const verificationSchema = z
  .object({
    state: z.enum(verificationStates),
    sentence: z
      .string()
      .describe("As: AWS side fixed at 10:12; agent may sleep until 10:42; restart skips the wait"),
    startedAt: time.nullable(),
    readAt: time.nullable().describe("When the nodes were last read"),
    nextReadAt: time.nullable(),
    waitUntil: time.nullable().describe("Until when waiting is right"),
    nodes: z.object({
      total: z.number().int(),
      back: z.number().int(),
      waiting: z.number().int(),
      notBack: z.number().int(),
    }),
    next: z
      .array(
        z.object({
          code: z.enum(causeCodes),
          key: z.string(),
          sentence: z.string(),
          nodes: z.number().int(),
        }),
      )
      .describe("What keeps back those that did not come"),
  })
  .meta({ id: "Verification" });
export type VerificationAnswer = z.infer<typeof verificationSchema>;

/** A fix that fits a cause, to be chosen among its alternatives. */
export const fixChoiceSchema = z
  .object({
    walkthroughId: z.string(),
    fixId: z.string(),
    title: z.string(),
    summary: z.string(),
    risk: riskSchema,
    cost: costSchema.nullable().describe("Null where it costs nothing"),
    takesEffect: takesEffectSchema,
    steps: z.number().int(),
    doneSteps: z.number().int(),
    isAllowed: z.boolean(),
    proof: proofCountsSchema
      .nullable()
      .describe("Null where nothing in AWS changes, or it is not proved yet"),
  })
  .meta({ id: "FixChoice" });
export type FixChoice = z.infer<typeof fixChoiceSchema>;

export const fixChoicesSchema = z
  .object({
    items: z.array(fixChoiceSchema),
    total: z.number().int(),
    next: z.null(),
    whyNone: z
      .string()
      .nullable()
      .describe("Why there is none, where what is to blame stands in another scope than all of its nodes"),
  })
  .meta({ id: "FixChoices" });
export type FixChoices = z.infer<typeof fixChoicesSchema>;

export const walkthroughSchema = z
  .object({
    id: z.string(),
    fix: z.object({
      id: z.string(),
      title: z.string(),
      summary: z.string(),
      risk: riskSchema,
      cost: costSchema.nullable(),
      takesEffect: takesEffectSchema,
    }),
    cause: z.object({
      code: z.enum(causeCodes),
      key: z.string(),
      title: z.string(),
      isOfRegion: z
        .boolean()
        .describe("Whether it is all of the code's causes in the Region, which one setting removes at once"),
      sentence: z.string(),
      subject: subjectSchema.extend({ name: z.string().nullable() }),
      scopes: z.array(z.string()),
      since: time.nullable(),
      changedBy: z
        .string()
        .nullable()
        .describe("Who made the change that it began with; null where no record tells"),
      isOpen: z.boolean().describe("False: the cause is over, and the walkthrough is told as it was"),
      nodes: z.number().int(),
      filter: z.string().describe("What finds its nodes in the fleet"),
    }),
    first: z
      .array(
        z.object({
          scope: z.string(),
          id: z.string(),
          name: z.string().nullable(),
          status: z.enum(statuses),
        }),
      )
      .describe("Some of its nodes, for links"),
    steps: z.array(stepSchema),
    proof: proofSchema.nullable().describe("Null where nothing in AWS changes: then nothing can be proved"),
    verification: verificationSchema,
    note: by.extend({ text: z.string() }).nullable(),
    alternatives: z.array(fixChoiceSchema).describe("Other fixes of the same cause"),
    applying: applyingSchema,
    history: z.array(runSchema).describe("The newest first"),
    version: z
      .number()
      .int()
      .describe("Grows with every mark, note and run: pages that show it follow by it"),
  })
  .meta({ id: "Walkthrough" });
export type WalkthroughAnswer = z.infer<typeof walkthroughSchema>;

export const walkthroughPathSchema = z.object({ id: z.string().max(1024) });

/** `PATCH /walkthroughs/{id}`: marks of steps, or the note. */
export const walkthroughChangeSchema = z
  .object({
    step: z.object({ id: z.string(), done: z.boolean() }).optional(),
    note: z.string().max(4000).optional().describe("Empty: none"),
  })
  .refine(({ step, note }) => step !== undefined || note !== undefined, {
    message: "must mark a step or give a note",
  })
  .meta({ id: "WalkthroughChange" });
export type WalkthroughChange = z.infer<typeof walkthroughChangeSchema>;

/** What a change answers: whoever shows the walkthrough reads it again. */
export const walkthroughVersionSchema = z
  .object({ id: z.string(), version: z.number().int() })
  .meta({ id: "WalkthroughVersion" });
export type WalkthroughVersion = z.infer<typeof walkthroughVersionSchema>;

/** `POST …/dry-run` and `…/undo`. */
export const stepChoiceSchema = z.object({ step: z.string() }).meta({ id: "StepChoice" });
export type StepChoiceInput = z.infer<typeof stepChoiceSchema>;

/** `POST …/apply`: the confirmation names the resource, so that nobody applies what they did not read. */
export const applyInputSchema = z
  .object({
    step: z.string(),
    confirm: z.string().describe("The resource's id, as the confirmation showed it"),
  })
  .meta({ id: "ApplyInput" });
export type ApplyInput = z.infer<typeof applyInputSchema>;

export const historyQuerySchema = z.object({
  q: z
    .string()
    .max(256)
    .default("")
    .describe("Text in the walkthrough, the person, the operation or the resource"),
  limit: z.coerce.number().int().min(1).max(maxPageSize).default(50),
  cursor: z.string().max(512).optional(),
});
export type HistoryQuery = z.infer<typeof historyQuerySchema>;

export const walkthroughListQuerySchema = historyQuerySchema.omit({ q: true });

/** Walkthroughs that somebody began, the last touched first. */
export const walkthroughSummarySchema = z
  .object({
    id: z.string(),
    title: z.string(),
    cause: z.object({ code: z.enum(causeCodes), key: z.string(), sentence: z.string(), isOpen: z.boolean() }),
    steps: z.number().int(),
    doneSteps: z.number().int(),
    touchedAt: time,
    touchedBy: z.string(),
    state: verificationSchema.shape.state,
  })
  .meta({ id: "WalkthroughSummary" });
export type WalkthroughSummary = z.infer<typeof walkthroughSummarySchema>;

export const walkthroughListSchema = listOf(walkthroughSummarySchema).meta({ id: "Walkthroughs" });
export type WalkthroughList = z.infer<typeof walkthroughListSchema>;

/** What else people decide about causes and nodes, beside what they do on walkthroughs. */
export const decisionKinds = [
  "exclusion.make",
  "exclusion.end",
  "cause.acknowledge",
  "cause.withdraw-acknowledgement",
] as const;

/** One line of the history: a run, or a decision about causes or nodes. */
export const historyEntrySchema = runSchema
  .extend({
    kind: z.enum([...runKinds, ...decisionKinds]),
    walkthroughId: z.string().nullable().describe("Null for a decision: it belongs to no walkthrough"),
    title: z.string().describe("Of the fix, or of what was decided"),
  })
  .meta({ id: "HistoryEntry" });
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

export const historySchema = listOf(historyEntrySchema).meta({ id: "History" });
export type HistoryList = z.infer<typeof historySchema>;

export const historyExportQuerySchema = historyQuerySchema
  .pick({ q: true })
  .extend({ format: z.enum(["csv", "jsonl"]).default("csv") });
export type HistoryExportQuery = z.infer<typeof historyExportQuerySchema>;
