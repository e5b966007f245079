import { z } from "zod";

const time = z.number().int().describe("Milliseconds since the epoch");

/** Nodes that are not meant to answer: those that the filter finds, until the exclusion ends by itself. */
export const exclusionSchema = z
  .object({
    id: z.string(),
    filter: z.string().describe("The filter language"),
    reason: z.string(),
    owner: z.string(),
    until: time,
    source: z.enum(["config", "screen"]).describe("config: it stands in muster.config.json and ends there"),
    createdAt: time.nullable(),
    by: z.string().nullable(),
    isActive: z.boolean(),
    nodes: z.number().int().describe("How many nodes its filter finds now"),
  })
  .meta({ id: "Exclusion" });
export type Exclusion = z.infer<typeof exclusionSchema>;

export const newExclusionSchema = z
  .object({
    filter: z.string().trim().min(1, "must say which nodes").max(4096),
    reason: z.string().trim().min(1, "must say why").max(500),
    owner: z.string().trim().min(1, "must name who answers for it").max(120),
    until: time.describe("When its nodes come back by themselves; within a year"),
  })
  .meta({ id: "NewExclusion" });
export type NewExclusion = z.infer<typeof newExclusionSchema>;
