import { z } from "zod";

/** A fleet view that somebody kept: the page's own address parameters under a name. */
export const savedViewSchema = z
  .object({
    id: z.string(),
    name: z.string().min(1).max(80),
    query: z.string().max(4096),
    actor: z.string(),
    createdAt: z.number().int(),
  })
  .meta({ id: "SavedView" });
export type SavedView = z.infer<typeof savedViewSchema>;

export const newSavedViewSchema = savedViewSchema
  .pick({ name: true, query: true })
  .meta({ id: "NewSavedView" });
export type NewSavedView = z.infer<typeof newSavedViewSchema>;
