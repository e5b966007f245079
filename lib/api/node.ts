import { z } from "zod";
import { causeCodes } from "../model/cause.ts";
import { instanceStates, platforms } from "../model/node.ts";
import { certainties, statuses } from "../model/status.ts";
import { evidenceSchema, gapSchema, subjectSchema, verdictPartsSchema } from "./verdict.ts";

const time = z.number().int().describe("Milliseconds since the epoch");

/** In how many parts the 30 days are counted that a row draws. */
export const failureTrendParts = 12;

/** A row of the fleet table. */
export const nodeSummarySchema = z
  .object({
    scope: z.string().describe("Account and Region, as 123456789012:eu-west-1"),
    id: z.string().describe("i-… or, for a hybrid-activated machine, mi-…"),
    name: z.string().nullable(),
    status: z.enum(statuses),
    certainty: z.enum(certainties),
    why: z.string().nullable().describe("One plain sentence: what is known of why"),
    cause: z.object({ code: z.enum(causeCodes), subject: subjectSchema }).nullable(),
    awaitsCause: z
      .boolean()
      .describe(
        "Its scope is being read, and what was read says something new: why is told when all of it is",
      ),
    expectedUntil: time.nullable(),
    statusSince: time,
    state: z.enum(instanceStates).nullable(),
    ping: z.enum(["Online", "ConnectionLost", "Inactive"]).nullable(),
    lastPingAt: time.nullable(),
    channel: z.enum(["connected", "notconnected"]).nullable(),
    platform: z.enum(platforms).nullable(),
    platformName: z.string().nullable(),
    agentVersion: z.string().nullable(),
    instanceType: z.string().nullable(),
    vpc: z.string().nullable(),
    subnet: z.string().nullable(),
    zone: z.string().nullable(),
    securityGroups: z.array(z.string()),
    role: z.string().nullable(),
    autoScalingGroup: z.string().nullable(),
    privateAddress: z.string().nullable(),
    publicAddress: z.string().nullable(),
    tags: z.record(z.string(), z.string()),
    failures: z.number().int().nullable().describe("Of the last 30 days; null while they are not read"),
    failureTrend: z
      .array(z.number().int())
      .length(failureTrendParts)
      .nullable()
      .describe(
        "When these were, in equal parts of the 30 days; null where there are none, and outside of lists",
      ),
    excluded: z
      .object({ id: z.string(), reason: z.string(), owner: z.string(), until: time })
      .nullable()
      .describe("Why it is not meant to answer, until when; null where it is"),
    readAt: time,
  })
  .meta({ id: "NodeSummary" });
export type NodeSummary = z.infer<typeof nodeSummarySchema>;

/** One AWS resource that a node's page stands on, as AWS described it. */
export const nodeDocumentSchema = z
  .object({
    kind: z.string(),
    id: z.string(),
    scope: z.string().optional().describe("Where it was read, unless that is the node's own scope"),
    action: z.string().describe("The IAM action that read it"),
    observedAt: time.describe("When it was last read"),
    validFrom: time.describe("Since when it has looked like this, as far as Muster has watched"),
    body: z.unknown().describe("The answer of AWS"),
  })
  .meta({ id: "NodeDocument" });
export type NodeDocument = z.infer<typeof nodeDocumentSchema>;

export const statusSpanSchema = z
  .object({ status: z.enum(statuses), why: z.string().nullable(), from: time, to: time.nullable() })
  .meta({ id: "StatusSpan" });

/** Everything that the node page shows. */
export const nodeDetailSchema = nodeSummarySchema
  .extend({
    accountName: z.string().nullable(),
    computerName: z.string().nullable(),
    imageId: z.string().nullable(),
    launchedAt: time.nullable(),
    instanceProfileArn: z.string().nullable(),
    ipv6Address: z.string().nullable(),
    consoleUrl: z.string().nullable().describe("The node in the AWS console"),
    sentence: z.string().describe("The verdict in one sentence"),
    evidence: z.array(evidenceSchema),
    documents: z.array(nodeDocumentSchema),
    gaps: z.array(gapSchema).describe("What of it could not be read"),
    history: z.array(statusSpanSchema).describe("Newest first"),
    states: z
      .array(z.object({ state: z.enum(instanceStates), at: time }))
      .describe("When it went into which state, as far as that is known; newest first"),
    ...verdictPartsSchema.shape,
  })
  .meta({ id: "NodeDetail" });
export type NodeDetail = z.infer<typeof nodeDetailSchema>;
