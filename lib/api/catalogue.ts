import { z } from "zod";
import { causeCodes } from "../model/cause.ts";
import { checkGroups } from "../model/verdict.ts";

const catalogueCheckSchema = z.object({
  id: z.string(),
  group: z.enum(checkGroups),
  title: z.string().describe("What is wrong when it fails"),
  passTitle: z.string().describe("What is fine when it passes"),
  why: z.string().describe("Why a node cannot be reached without it"),
  needs: z.array(z.object({ kind: z.string(), actions: z.array(z.string()) })).describe("What it reads"),
});

/** One cause that checks can name, whatever the fleet: what it means, how it is found, and what must be readable for that. */
export const catalogueEntrySchema = z
  .object({
    code: z.enum(causeCodes),
    title: z.string().describe("The code in words, as facets and lists have it"),
    headline: z.string().describe("What is wrong, in one sentence"),
    meaning: z.string().describe("Why it keeps a node from being reached"),
    looksLike: z.array(z.string()).describe("How people meet it: states, errors and lines of logs"),
    blames: z.array(z.string()).describe("The kinds of resource that it blames, and that nodes share"),
    beliefs: z
      .array(z.object({ belief: z.string(), correct: z.string() }))
      .describe("What people believe of it wrongly, and how it is"),
    fix: z.string().describe("What mends it, in plain words"),
    rows: z.array(z.string()).describe("Rows of the reference's table of what must be true"),
    checks: z.array(catalogueCheckSchema),
    permissions: z.array(z.string()).describe("The IAM actions that its checks read with"),
    nodes: z.number().int().describe("How many nodes have it now"),
  })
  .meta({ id: "CatalogueEntry" });
export type CatalogueEntry = z.infer<typeof catalogueEntrySchema>;
