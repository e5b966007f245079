import { z } from "zod";

export const completionsQuerySchema = z.object({
  /** A key of the filter language (`vpc`), `tag` for tag keys, or `tag:Env` for its values; absent: the keys themselves. */
  key: z.string().max(160).optional(),
  prefix: z.string().max(256).default(""),
});

/** What the filter box offers for what is being typed, the most common first. */
export const completionsSchema = z
  .object({
    items: z.array(
      z.object({ value: z.string(), label: z.string().nullable(), count: z.number().int().nullable() }),
    ),
  })
  .meta({ id: "Completions" });
export type Completions = z.infer<typeof completionsSchema>;
