import * as z from "zod";
import { documentKinds } from "../../model/document-kind.ts";
import { parseScopeKey, type ScopeKey } from "../../model/scope.ts";
import type { Change } from "../../model/world.ts";
import { readTime } from "./read-time.ts";

const timeError = "must be a time (ISO 8601, or seconds since 1970)";

/** A moment as AWS prints it, in milliseconds since the epoch. */
export const timeSchema = z
  .union([z.string(), z.number()], { error: timeError })
  .transform((value, context) => {
    const time = readTime(value);
    if (!Number.isNaN(time)) return time;
    context.addIssue({ code: "custom", message: timeError });
    return z.NEVER;
  });

const kindSchema = z.enum(documentKinds, {
  error: ({ input }) => `must be a kind of document, as "security-group"; it is ${JSON.stringify(input)}`,
});
const idSchema = z.string("must be the resource's id").min(1, "must be the resource's id");

/** A change of which the file does not say in which scope: it is that of the bundle. */
export type ToldChange = Omit<Change, "scope"> & { scope: ScopeKey | null };

/** One change as a file has it; the resource may stand in `document`, and the moment in `when`. */
export const changeSchema = z
  .object({
    scope: z.string().refine(isScopeKey, "must be a scope, as 123456789012:eu-west-1").optional(),
    kind: kindSchema.optional(),
    id: idSchema.optional(),
    document: z.object({ kind: kindSchema, id: idSchema }).optional(),
    field: z.string("must be the field's name, or * for the whole document").min(1).default("*"),
    from: z.unknown().default(null),
    to: z.unknown().default(null),
    at: timeSchema.optional(),
    when: timeSchema.optional(),
    by: z.string("must be the caller's ARN, or null").nullable().default(null),
  })
  .transform((change, context): ToldChange => {
    const kind = change.kind ?? change.document?.kind;
    const id = change.id ?? change.document?.id;
    const at = change.at ?? change.when;
    const missing = Object.entries({ kind, id, at }).find(([, value]) => value === undefined)?.[0];
    if (missing !== undefined) {
      context.addIssue({ code: "custom", path: [missing], message: "is missing" });
      return z.NEVER;
    }
    const { scope = null, field, from, to, by } = change;
    return { scope, kind: kind!, id: id!, field, from, to, at: at!, by };
  });

function isScopeKey(text: string): text is ScopeKey {
  return parseScopeKey(text) !== undefined;
}
