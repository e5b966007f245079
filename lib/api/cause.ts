import { z } from "zod";
import { causeCodes } from "../model/cause.ts";
import { certainties } from "../model/status.ts";
import { listOf, maxPageSize } from "./list.ts";
import { nodeSummarySchema } from "./node.ts";
import { evidenceSchema, nodePathSchema, subjectSchema } from "./verdict.ts";

const time = z.number().int().describe("Milliseconds since the epoch");

export const causeSortKeys = ["nodes", "since", "code", "subject"] as const;
export type CauseSortKey = (typeof causeSortKeys)[number];

export const causeListQuerySchema = z.object({
  q: z
    .string()
    .max(4096)
    .default("")
    .describe(
      "The filter language: which nodes count. Off, gone and excluded ones do where it asks for them",
    ),
  sort: z
    .string()
    .regex(
      new RegExp(`^-?(?:${causeSortKeys.join("|")})$`),
      `must be one of ${causeSortKeys.join(", ")}, with - before it to descend`,
    )
    .default("-nodes"),
  fold: z
    .enum(["yes", "no"])
    .default("no")
    .describe("yes: where many causes of a code have one node each, they are told together, under `folded`"),
  limit: z.coerce.number().int().min(1).max(maxPageSize).default(maxPageSize),
  cursor: z.string().max(1024).optional().describe("From the answer before"),
});
export type CauseListQuery = z.infer<typeof causeListQuerySchema>;

export const acknowledgementSchema = z
  .object({ until: time, reason: z.string(), by: z.string(), at: time })
  .meta({ id: "Acknowledgement" });
export type Acknowledgement = z.infer<typeof acknowledgementSchema>;

const affectedSchema = z.object({
  total: z.number().int(),
  byStatus: z.record(z.string(), z.number().int()),
});

/** One root cause with all nodes that share it: equal code, equal subject. */
export const sharedCauseSchema = z
  .object({
    code: z.enum(causeCodes),
    key: z.string().describe("The subject's key: an ARN for IAM, else account:region:id"),
    title: z.string().describe("What the code says, whatever the subject"),
    subject: subjectSchema.extend({ name: z.string().nullable() }).describe("The resource to blame"),
    sentence: z.string(),
    scopes: z.array(z.string()),
    nodes: affectedSchema,
    keepsFromAnswering: z.boolean().describe("False where its nodes answer, and merely cannot do everything"),
    certainty: z.enum(certainties),
    since: time.describe("As far as history tells, else since Muster has seen it"),
    failures30d: z
      .number()
      .int()
      .nullable()
      .describe("Those that it explains, silent ones among them; null while failures are not read"),
    acknowledged: acknowledgementSchema.nullable(),
  })
  .meta({ id: "SharedCause" });
export type SharedCauseAnswer = z.infer<typeof sharedCauseSchema>;

/** Many causes of one code, each of one node. */
export const foldedCausesSchema = z
  .object({
    code: z.enum(causeCodes),
    title: z.string(),
    causes: z.number().int(),
    nodes: affectedSchema,
    keepsFromAnswering: z.boolean(),
    since: time,
  })
  .meta({ id: "FoldedCauses" });
export type FoldedCauses = z.infer<typeof foldedCausesSchema>;

const countsSchema = z.object({ causes: z.number().int(), nodes: affectedSchema });

export const causeListSchema = listOf(sharedCauseSchema)
  .extend({
    folded: z.array(foldedCausesSchema),
    notAnswering: countsSchema.describe("Of all pages: causes that keep nodes from answering"),
    degraded: countsSchema.describe("Of all pages: causes that leave nodes with less"),
    acknowledged: countsSchema.describe("Of all pages: acknowledged ones, which are in neither of the above"),
  })
  .meta({ id: "SharedCauses" });
export type CauseList = z.infer<typeof causeListSchema>;

/** One shared cause with what proves it. A cause that is over is told as it was. */
export const causeDetailSchema = sharedCauseSchema
  .extend({
    isOpen: z.boolean().describe("Whether nodes have it now"),
    certainty: z.enum(certainties).nullable().describe("Null where it is over"),
    closedAt: time.nullable().describe("Of a cause that is over: when that was noticed"),
    evidence: z.array(evidenceSchema),
    excludedNodes: z.number().int().describe("How many of its nodes are not meant to answer"),
    filter: z.string().describe("What finds its nodes in the fleet"),
    first: z.array(nodeSummarySchema).describe("Its first nodes, those in trouble first"),
    example: z
      .object({ scope: z.string(), id: z.string(), name: z.string().nullable() })
      .nullable()
      .describe("The node that the path and the evidence are told of"),
    fixes: z.array(z.string()).describe("The ids of the fixes that fit it; none once it is over"),
    path: nodePathSchema.nullable().describe("The path that its nodes share, drawn of one of them"),
    history: z
      .array(z.object({ scope: z.string(), from: time, to: time.nullable(), sentence: z.string() }))
      .describe("The periods in which it was so, the newest first"),
  })
  .meta({ id: "CauseDetail" });
export type CauseDetail = z.infer<typeof causeDetailSchema>;

export const newAcknowledgementSchema = z
  .object({
    until: time.describe("When it comes back by itself; within a year"),
    reason: z.string().trim().min(1, "must say why").max(500),
  })
  .meta({ id: "NewAcknowledgement" });
export type NewAcknowledgement = z.infer<typeof newAcknowledgementSchema>;

export const causePathSchema = z.object({ code: z.enum(causeCodes), subjectKey: z.string() });
