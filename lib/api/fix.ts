import { z } from "zod";
import { causeCodes } from "../model/cause.ts";

/** How much a fix endangers what works today. */
export const riskSchema = z
  .object({ level: z.enum(["low", "medium", "high"]), sentence: z.string() })
  .meta({ id: "Risk" });

export const costSchema = z
  .object({
    monthlyUsd: z.number().nullable().describe("Null where the Region's price is not known"),
    sentence: z.string(),
  })
  .meta({ id: "Cost" });

export const takesEffectSchema = z
  .object({
    withinMs: z.number().int().describe("A node may take this long to come back"),
    sentence: z.string(),
    skipsTheWait: z.string().nullable(),
  })
  .meta({ id: "TakesEffect" });

/** A fix as such, whatever the fleet. */
export const fixSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    summary: z.string().describe("What it does, and for whom it is right"),
    cost: z.string().nullable().describe("What it costs to keep, in words; null where that is nothing"),
    risk: riskSchema.describe("The greatest, where it hangs on what it meets"),
    causes: z.array(z.enum(causeCodes)).describe("The causes that it removes"),
    operations: z.array(z.string()).describe("The calls that it can make; none where only a person can"),
    isAllowed: z.boolean().describe("Whether the configuration allows it to be applied from here"),
    openCauses: z.number().int().describe("How many shared causes it fits now"),
    nodes: z.number().int().describe("How many nodes those keep back"),
  })
  .meta({ id: "Fix" });
export type FixAnswer = z.infer<typeof fixSchema>;

export const fixListSchema = z.object({ items: z.array(fixSchema), total: z.number().int(), next: z.null() });
export type FixList = z.infer<typeof fixListSchema>;

/** What applying needs and may. */
export const applyingSchema = z
  .object({
    isEnabled: z.boolean(),
    roleArn: z.string().nullable(),
    whyNot: z
      .string()
      .nullable()
      .describe("Null where it may be applied; else why not, and what to do about it"),
  })
  .meta({ id: "Applying" });
export type ApplyingAnswer = z.infer<typeof applyingSchema>;
