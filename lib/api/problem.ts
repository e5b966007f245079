import { z } from "zod";

/** RFC 9457. `detail` says what is wrong, why, and what to do; `field` names the wrong part of the input. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    field: z.string().nullable().optional(),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof problemSchema>;
