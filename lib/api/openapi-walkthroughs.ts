import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { causePathSchema } from "./cause.ts";
import { fixListSchema } from "./fix.ts";
import { json, operation, query } from "./openapi-operation.ts";
import { planQuerySchema, planSchema, proofSchema } from "./proof.ts";
import {
  applyInputSchema,
  fixChoicesSchema,
  historyExportQuerySchema,
  historyQuerySchema,
  historySchema,
  runSchema,
  stepChoiceSchema,
  verificationSchema,
  walkthroughChangeSchema,
  walkthroughListQuerySchema,
  walkthroughListSchema,
  walkthroughPathSchema,
  walkthroughSchema,
  walkthroughVersionSchema,
} from "./walkthrough.ts";

const ofWalkthrough = (schema: z.ZodObject) => ({
  requestParams: { path: walkthroughPathSchema },
  requestBody: json(schema),
});

/** Fixes, their plan, walkthroughs and the history of what was done on them. */
export const walkthroughPaths: ZodOpenApiPathsObject = {
  "/api/v1/fixes": {
    get: operation("listFixes", "Every fix, and how many of today's causes it is for", {
      description: "Fixes",
      schema: fixListSchema,
    }),
  },
  "/api/v1/plan": {
    get: operation(
      "getPlan",
      "The order of fixes that brings back the most nodes soonest, each proved on top of those before it",
      { description: "The plan", schema: planSchema },
      query(planQuerySchema),
    ),
  },
  "/api/v1/causes/{code}/{subjectKey}/fixes": {
    get: operation(
      "listCauseFixes",
      "The fixes that fit a cause, side by side, with what each costs, risks and frees",
      { description: "Fixes", schema: fixChoicesSchema },
      { requestParams: { path: causePathSchema } },
    ),
  },
  "/api/v1/walkthroughs": {
    get: operation(
      "listWalkthroughs",
      "Walkthroughs that somebody began, the last touched first",
      { description: "A page", schema: walkthroughListSchema },
      query(walkthroughListQuerySchema),
    ),
  },
  "/api/v1/walkthroughs/{id}": {
    get: operation(
      "getWalkthrough",
      "A fix on one cause: its steps with the real ids, its proof, and how far people are with it",
      { description: "The walkthrough", schema: walkthroughSchema },
      { requestParams: { path: walkthroughPathSchema } },
    ),
    patch: operation(
      "changeWalkthrough",
      "Mark a step as done or not done, or write the note that everybody sees",
      { description: "The new version", schema: walkthroughVersionSchema },
      ofWalkthrough(walkthroughChangeSchema),
    ),
  },
  "/api/v1/walkthroughs/{id}/proof": {
    post: operation(
      "proveWalkthrough",
      "What the engine says of the world with the fix in place, on the facts of now; nothing is changed",
      { description: "The proof; 204 where nothing in AWS changes", schema: proofSchema },
      { requestParams: { path: walkthroughPathSchema } },
    ),
  },
  "/api/v1/walkthroughs/{id}/dry-run": {
    post: operation(
      "dryRunStep",
      "Whether a step would work if it was applied now; nothing is changed",
      { description: "What AWS says", schema: runSchema },
      ofWalkthrough(stepChoiceSchema),
    ),
  },
  "/api/v1/walkthroughs/{id}/apply": {
    post: operation(
      "applyStep",
      "Make a step's call, where that is allowed, confirmed and still fits the world",
      { description: "What came of it, refusals too", schema: runSchema },
      ofWalkthrough(applyInputSchema),
    ),
  },
  "/api/v1/walkthroughs/{id}/undo": {
    post: operation(
      "undoStep",
      "Take back what a step did, with what was recorded when it was applied",
      { description: "What came of it, refusals too", schema: runSchema },
      ofWalkthrough(stepChoiceSchema),
    ),
  },
  "/api/v1/walkthroughs/{id}/verify": {
    post: operation(
      "verifyWalkthrough",
      "Read its nodes again now, and until they are back or waiting is over",
      { description: "How far it is", schema: verificationSchema },
      { requestParams: { path: walkthroughPathSchema } },
    ),
  },
  "/api/v1/history": {
    get: operation(
      "listHistory",
      "Who did what: marks, dry runs, applies, undos, verifications, and decisions about causes and nodes",
      { description: "A page, the newest first", schema: historySchema },
      query(historyQuerySchema),
    ),
  },
  "/api/v1/history/export": {
    get: operation(
      "exportHistory",
      "The history as CSV or JSON lines",
      { description: "A file, streamed", schema: z.string(), type: ["text/csv", "application/jsonl"] },
      query(historyExportQuerySchema),
    ),
  },
};
