import { z } from "zod";

export const pivotQuerySchema = z.object({
  q: z.string().max(4096).default(""),
  tag: z.string().min(1).max(128),
});

/** One tag key against status. `value` null counts the nodes that lack the tag. */
export const pivotSchema = z
  .object({
    tag: z.string(),
    total: z.number().int(),
    rows: z.array(
      z.object({
        value: z.string().nullable(),
        total: z.number().int(),
        byStatus: z.record(z.string(), z.number().int()),
      }),
    ),
    more: z.number().int().describe("How many further values there are"),
  })
  .meta({ id: "Pivot" });
export type Pivot = z.infer<typeof pivotSchema>;
