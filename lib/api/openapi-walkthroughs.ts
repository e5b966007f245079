import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { json, operation, query } from "./openapi-operation.ts";
import {
  applyInputSchema,
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
  walkthroughVersionSchema,
} from "./walkthrough.ts";

const ofWalkthrough = (schema: z.ZodObject) => ({
  requestParams: { path: walkthroughPathSchema },
  requestBody: json(schema),
});

/** Walkthroughs and the history of what was done on them. */
export const walkthroughPaths: ZodOpenApiPathsObject = {
  "/api/v1/walkthroughs": {
    get: operation(
      "listWalkthroughs",
      "Walkthroughs that somebody began, the last touched first",
      { description: "A page", schema: walkthroughListSchema },
      query(walkthroughListQuerySchema),
    ),
  },
  "/api/v1/walkthroughs/{id}": {
    patch: operation(
      "changeWalkthrough",
      "Mark a step as done or not done, or write the note that everybody sees",
      { description: "The new version", schema: walkthroughVersionSchema },
      ofWalkthrough(walkthroughChangeSchema),
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
      { description: "A file, streamed", schema: z.string(), type: "text/csv" },
      query(historyExportQuerySchema),
    ),
  },
};
