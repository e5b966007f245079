import { z } from "zod";
import { causeCodes } from "../model/cause.ts";
import { costSchema } from "./fix.ts";
import { nodePathSchema } from "./verdict.ts";

const time = z.number().int().describe("Milliseconds since the epoch");

const nodesOfCauseSchema = z.object({
  code: z.enum(causeCodes),
  title: z.string(),
  key: z.string().nullable().describe("The subject's key, where one subject is to blame for all of them"),
  nodes: z.number().int(),
  walkthroughId: z.string().nullable().describe("The fix that would come next"),
});
export type NodesOfCause = z.infer<typeof nodesOfCauseSchema>;

/** What the engine says of the world with a fix in place, as numbers. Nothing was changed to find out. */
export const proofCountsSchema = z
  .object({
    at: time.describe("Of the facts that it was judged on"),
    nodes: z.number().int().describe("Nodes that have the cause"),
    freed: z.number().int().describe("Of these: nothing that can be read keeps them back any more"),
    meetNext: z.array(nodesOfCauseSchema).describe("Of these: what keeps them back then"),
    cannotTell: z.number().int().describe("Of these: what would decide cannot be read or proved"),
    dropped: z
      .number()
      .int()
      .optional()
      .describe("Of these: nothing names them any more, so they are no nodes of the fleet then"),
    besides: z
      .number()
      .int()
      .optional()
      .describe("Nodes of other causes that nothing keeps back any more either, on top of those freed"),
    harmed: z.array(nodesOfCauseSchema).describe("Nodes that are fine now and would not be then"),
  })
  .meta({ id: "ProofCounts" });
export type ProofCounts = z.infer<typeof proofCountsSchema>;

/** The same, with the path of one node before and after. */
export const proofSchema = proofCountsSchema
  .extend({
    sentence: z.string(),
    isStale: z.boolean().describe("Whether facts were read since that it was not judged on"),
    example: z
      .object({ scope: z.string(), id: z.string(), name: z.string().nullable() })
      .nullable()
      .describe("The node that the two paths are of"),
    before: nodePathSchema.nullable(),
    after: nodePathSchema.nullable(),
  })
  .meta({ id: "Proof" });
export type ProofAnswer = z.infer<typeof proofSchema>;

const planStepSchema = z.object({
  walkthroughId: z.string(),
  title: z.string(),
  cause: z.object({ code: z.enum(causeCodes), key: z.string(), sentence: z.string() }),
  scopes: z.array(z.string()),
  freed: z.number().int().describe("Nodes that this one brings back on top of those before it"),
  cumulative: z.number().int(),
  after: z
    .array(z.number().int())
    .describe("Positions (from 1) of earlier fixes that some of its nodes need too"),
  cost: costSchema.nullable(),
  isAllowed: z.boolean(),
});
export type PlanStep = z.infer<typeof planStepSchema>;

export const planQuerySchema = z.object({
  q: z.string().max(4096).default("").describe("Only its scope, account and region terms count"),
});

/** The order of fixes that brings back the most nodes soonest, each proved on top of the ones before it. */
export const planSchema = z
  .object({
    at: time.nullable().describe("Of the oldest facts that it was judged on; null before the first read"),
    steps: z.array(planStepSchema),
    notAnswering: z.number().int().describe("Nodes that should answer and do not"),
    broughtBack: z.number().int(),
    left: z
      .array(
        z.object({
          code: z.enum(causeCodes),
          title: z.string(),
          nodes: z.number().int(),
          causes: z.number().int(),
          why: z.string(),
        }),
      )
      .describe("Nodes that no fix on the list brings back, and who could"),
    degraded: z
      .object({
        nodes: z.number().int().describe("Nodes that answer and cannot do everything"),
        mendedBesides: z.number().int().describe("Of these: mended by the fixes of the list above"),
        mended: z.number().int().describe("Of these: mended once the steps here are done too"),
        steps: z
          .array(planStepSchema)
          .describe("What mends the most of the others; `freed` and `cumulative` count these, places go on"),
      })
      .describe(
        "Behind the list, for nodes that answer in part: none of this brings back one that is silent",
      ),
    alone: z
      .array(
        z.object({
          code: z.enum(causeCodes),
          key: z.string(),
          walkthroughId: z.string().nullable().describe("The fix that frees the most of its nodes"),
          freed: z.number().int().nullable().describe("Null where nothing that can be proved frees any"),
          note: z
            .string()
            .nullable()
            .describe("In few words what else there is to it, as `4 also need fix 4` or `look on the host`"),
        }),
      )
      .optional()
      .describe("What fixing each open cause frees by itself, without the other fixes of the list"),
  })
  .meta({ id: "FixPlan" });
export type FixPlan = z.infer<typeof planSchema>;
