import { z } from "zod";
import { createDocument, type ZodOpenApiPathsObject } from "zod-openapi";
import { catalogueEntrySchema } from "./catalogue.ts";
import {
  acknowledgementSchema,
  causeDetailSchema,
  causeListQuerySchema,
  causeListSchema,
  causePathSchema,
  newAcknowledgementSchema,
} from "./cause.ts";
import { completionsQuerySchema, completionsSchema } from "./completion.ts";
import { exclusionSchema, newExclusionSchema } from "./exclusion.ts";
import {
  failureExportQuerySchema,
  failureFacetsSchema,
  failureGroupListQuerySchema,
  failureGroupListSchema,
  failureHistogramQuerySchema,
  failureHistogramSchema,
  failureListQuerySchema,
  failureListSchema,
  failureQuerySchema,
} from "./failure.ts";
import { hostOutputSchema, hostReadingSchema } from "./host-output.ts";
import {
  facetsQuerySchema,
  facetsSchema,
  fleetSummarySchema,
  listOf,
  nodeExportQuerySchema,
  nodeListQuerySchema,
  summaryQuerySchema,
} from "./list.ts";
import { nodeDetailSchema, nodeSummarySchema } from "./node.ts";
import { json, operation, query } from "./openapi-operation.ts";
import { walkthroughPaths } from "./openapi-walkthroughs.ts";
import { pivotQuerySchema, pivotSchema } from "./pivot.ts";
import { preflightRequestSchema, preflightSchema } from "./preflight.ts";
import { newSavedViewSchema, savedViewSchema } from "./saved-view.ts";
import { settingsSchema } from "./settings.ts";
import { staleReferenceListQuerySchema, staleReferenceListSchema } from "./stale-reference.ts";
import { serverEventSchema, syncOverviewSchema, syncRequestSchema } from "./sync.ts";
import { traceQuerySchema, traceSchema } from "./verdict.ts";

const paths: ZodOpenApiPathsObject = {
  "/api/v1/nodes": {
    get: operation(
      "listNodes",
      "Nodes under a filter, a page at a time",
      { description: "A page", schema: listOf(nodeSummarySchema) },
      query(nodeListQuerySchema),
    ),
  },
  "/api/v1/nodes/export": {
    get: operation(
      "exportNodes",
      "All nodes under a filter as CSV or JSON lines",
      { description: "A file, streamed", schema: z.string(), type: ["text/csv", "application/jsonl"] },
      query(nodeExportQuerySchema),
    ),
  },
  "/api/v1/nodes/{scope}/{id}": {
    get: operation(
      "getNode",
      "One node with its facts, documents and history",
      { description: "The node", schema: nodeDetailSchema },
      {
        requestParams: { path: z.object({ scope: z.string(), id: z.string() }) },
      },
    ),
  },
  "/api/v1/nodes/{scope}/{id}/trace": {
    get: operation(
      "traceNode",
      "Whether a node can open a connection, hop by hop",
      { description: "The way there and back", schema: traceSchema },
      {
        requestParams: {
          path: z.object({ scope: z.string(), id: z.string() }),
          query: traceQuerySchema,
        },
      },
    ),
  },
  "/api/v1/nodes/{scope}/{id}/host-output": {
    post: operation(
      "readHostOutput",
      "What a host's own output says of it; nothing of it is kept",
      { description: "What was found in it", schema: hostReadingSchema },
      {
        requestParams: { path: z.object({ scope: z.string(), id: z.string() }) },
        requestBody: json(hostOutputSchema),
      },
    ),
  },
  "/api/v1/preflight": {
    post: operation(
      "preflight",
      "What would happen, target by target, if this was sent now; nothing of it is kept",
      { description: "The verdicts, and the cleaned call", schema: preflightSchema },
      { requestBody: json(preflightRequestSchema) },
    ),
  },
  "/api/v1/failures": {
    get: operation(
      "listFailures",
      "Past failures under a filter, a page at a time",
      { description: "A page", schema: failureListSchema },
      query(failureListQuerySchema),
    ),
  },
  "/api/v1/failures/groups": {
    get: operation(
      "listFailureGroups",
      "Failures of the same kind, operation, document, caller and cause, as one",
      { description: "A page, with the counts behind the headline", schema: failureGroupListSchema },
      query(failureGroupListQuerySchema),
    ),
  },
  "/api/v1/failures/histogram": {
    get: operation(
      "countFailureHistogram",
      "How many failures there were through time, by kind",
      { description: "Counts", schema: failureHistogramSchema },
      query(failureHistogramQuerySchema),
    ),
  },
  "/api/v1/failures/facets": {
    get: operation(
      "countFailureFacets",
      "Counts of every facet of failures under a filter",
      { description: "Counts", schema: failureFacetsSchema },
      query(failureQuerySchema),
    ),
  },
  "/api/v1/failures/export": {
    get: operation(
      "exportFailures",
      "All failures under a filter as CSV or JSON lines, the newest first",
      { description: "A file, streamed", schema: z.string(), type: ["text/csv", "application/jsonl"] },
      query(failureExportQuerySchema),
    ),
  },
  "/api/v1/stale-references": {
    get: operation(
      "listStaleReferences",
      "What still names nodes that are gone",
      { description: "A page", schema: staleReferenceListSchema },
      query(staleReferenceListQuerySchema),
    ),
  },
  "/api/v1/facets": {
    get: operation(
      "countFacets",
      "Counts of every facet under a filter",
      { description: "Counts", schema: facetsSchema },
      query(facetsQuerySchema),
    ),
  },
  "/api/v1/summary": {
    get: operation(
      "summariseFleet",
      "The counts behind the headline",
      { description: "Counts", schema: fleetSummarySchema },
      query(summaryQuerySchema),
    ),
  },
  "/api/v1/pivot": {
    get: operation(
      "pivotFleet",
      "One tag key against status",
      { description: "Rows", schema: pivotSchema },
      query(pivotQuerySchema),
    ),
  },
  "/api/v1/completions": {
    get: operation(
      "completeFilter",
      "What can follow in the filter box",
      { description: "Candidates", schema: completionsSchema },
      query(completionsQuerySchema),
    ),
  },
  "/api/v1/syncs": {
    get: operation("readSyncs", "The state of reading, scope by scope", {
      description: "The state",
      schema: syncOverviewSchema,
    }),
    post: operation(
      "requestSync",
      "Read now: everything, some scopes, or single nodes with the network and the roles that they hang on",
      { status: "202", description: "Asked for", schema: z.object({ requested: z.number().int() }) },
      { requestBody: json(syncRequestSchema) },
    ),
  },
  "/api/v1/events": {
    get: operation("streamEvents", "Server-sent events; send Last-Event-ID to be told what was missed", {
      description: "A stream of events",
      schema: serverEventSchema,
      type: "text/event-stream",
    }),
  },
  "/api/v1/views": {
    get: operation("listViews", "Saved views", { description: "Views", schema: listOf(savedViewSchema) }),
    post: operation(
      "saveView",
      "Save a view",
      { status: "201", description: "The view", schema: savedViewSchema },
      { requestBody: json(newSavedViewSchema) },
    ),
  },
  "/api/v1/views/{id}": {
    delete: operation(
      "deleteView",
      "Delete a saved view",
      { status: "204", description: "Deleted" },
      { requestParams: { path: z.object({ id: z.string() }) } },
    ),
  },
  "/api/v1/causes": {
    get: operation(
      "listCauses",
      "The causes that nodes under a filter share, a page at a time",
      { description: "A page", schema: causeListSchema },
      query(causeListQuerySchema),
    ),
  },
  "/api/v1/causes/{code}/{subjectKey}": {
    get: operation(
      "getCause",
      "One shared cause with its evidence, its first nodes and the path that they share",
      { description: "The cause", schema: causeDetailSchema },
      { requestParams: { path: causePathSchema } },
    ),
  },
  "/api/v1/causes/{code}/{subjectKey}/acknowledgement": {
    put: operation(
      "acknowledgeCause",
      "Say that the cause is known, until a date",
      { description: "Acknowledged", schema: acknowledgementSchema },
      { requestParams: { path: causePathSchema }, requestBody: json(newAcknowledgementSchema) },
    ),
    delete: operation(
      "withdrawAcknowledgement",
      "End an acknowledgement before its date",
      { status: "204", description: "Ended" },
      { requestParams: { path: causePathSchema } },
    ),
  },
  "/api/v1/catalogue": {
    get: operation("readCatalogue", "Every cause that a check can name of a node, and how it is found", {
      description: "Causes",
      schema: listOf(catalogueEntrySchema),
    }),
  },
  "/api/v1/catalogue/{code}": {
    get: operation(
      "getCatalogueEntry",
      "One cause of the catalogue",
      { description: "The cause", schema: catalogueEntrySchema },
      { requestParams: { path: causePathSchema.pick({ code: true }) } },
    ),
  },
  ...walkthroughPaths,
  "/api/v1/exclusions": {
    get: operation("listExclusions", "Which nodes are not meant to answer, why and until when", {
      description: "Exclusions",
      schema: listOf(exclusionSchema),
    }),
    post: operation(
      "excludeNodes",
      "Say that the nodes that a filter finds are not meant to answer, until a date",
      { status: "201", description: "The exclusion", schema: exclusionSchema },
      { requestBody: json(newExclusionSchema) },
    ),
  },
  "/api/v1/exclusions/{id}": {
    delete: operation(
      "endExclusion",
      "End an exclusion before its date",
      { status: "204", description: "Ended" },
      { requestParams: { path: z.object({ id: z.string() }) } },
    ),
  },
  "/api/v1/settings": {
    get: operation("readSettings", "How this Muster is configured, and the policy that it needs", {
      description: "Settings",
      schema: settingsSchema,
    }),
  },
};

/** The OpenAPI document of the HTTP API, made of the very schemas that parse its requests. */
export function openApiDocument(version: string) {
  return createDocument({
    openapi: "3.1.1",
    info: {
      title: "Muster",
      version,
      description:
        "Which nodes of an AWS Systems Manager fleet answer, which do not, and why. Times are milliseconds since the epoch. Requests that change something come from Muster's own page, or carry the token of its data folder.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    components: { securitySchemes: { owner: { type: "http", scheme: "bearer" } } },
    paths,
  });
}
