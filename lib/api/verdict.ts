import { z } from "zod";
import { causeCodes } from "../model/cause.ts";
import { gapReasons } from "../model/gap.ts";
import { hopKinds } from "../model/path.ts";
import { checkGroups, outcomes } from "../model/verdict.ts";

const time = z.number().int().describe("Milliseconds since the epoch");

export const gapSchema = z
  .object({
    scope: z.string(),
    kind: z.string(),
    action: z.string(),
    reason: z.enum(gapReasons),
    message: z.string(),
    code: z.string().nullable(),
    resource: z.string().nullable(),
    isElsewhere: z.literal(true).optional().describe("The scope is not the node's own"),
  })
  .meta({ id: "Gap" });
export type GapSummary = z.infer<typeof gapSchema>;

export const subjectSchema = z
  .object({
    kind: z.string().describe("A document's kind, or organization, scope or service"),
    id: z.string().describe("An ARN for IAM, else the resource's own id"),
    scope: z
      .templateLiteral([z.string(), ":", z.string()])
      .optional()
      .describe("Where it stands, unless that is the node's own scope"),
  })
  .meta({ id: "Subject" });

export const evidenceSchema = z
  .object({
    sentence: z.string(),
    api: z.string().describe("The IAM action that read the fact"),
    field: z.string(),
    value: z.string(),
    document: subjectSchema,
    observedAt: time,
  })
  .meta({ id: "Evidence" });
export type EvidenceAnswer = z.infer<typeof evidenceSchema>;

export const causeSchema = z
  .object({
    code: z.enum(causeCodes),
    sentence: z.string(),
    subject: subjectSchema,
    evidence: z.array(evidenceSchema),
  })
  .meta({ id: "Cause" });
export type CauseAnswer = z.infer<typeof causeSchema>;

export const checkResultSchema = z
  .object({
    id: z.string(),
    group: z.enum(checkGroups),
    outcome: z.enum(outcomes),
    sentence: z.string(),
    evidence: z.array(evidenceSchema),
    causes: z.array(causeSchema).describe("Of a failed check: what is wrong, the first one first"),
    gaps: z.array(gapSchema).describe("Of an unknown one: the reads that are missing"),
    whoCanTell: z.string().nullable().describe("Of an undecided one"),
  })
  .meta({ id: "CheckResult" });
export type CheckResultAnswer = z.infer<typeof checkResultSchema>;

export const adviceSchema = z
  .object({ id: z.string(), sentence: z.string(), subject: subjectSchema, evidence: z.array(evidenceSchema) })
  .meta({ id: "Advice" });
export type AdviceAnswer = z.infer<typeof adviceSchema>;

export const suspectSchema = z
  .object({ id: z.string(), title: z.string(), reason: z.string() })
  .meta({ id: "Suspect" });
export type SuspectAnswer = z.infer<typeof suspectSchema>;

const hopSchema = z
  .object({
    id: z.string().describe("Unique in its trace"),
    kind: z.enum(hopKinds),
    direction: z.enum(["out", "back"]),
    resources: z.array(subjectSchema),
    state: z.enum(["pass", "block", "partial", "unknown", "not-applicable"]),
    isReached: z.boolean().describe("False behind the first block"),
    brief: z.string(),
    sentence: z.string(),
    code: z.string().nullable().describe("As Reachability Analyzer words it; null where it passes"),
    rules: z.array(
      z.object({ rule: z.string(), peer: z.string(), effect: z.string(), isDeciding: z.boolean() }),
    ),
    evidence: z.array(evidenceSchema),
  })
  .meta({ id: "Hop" });
export type HopAnswer = z.infer<typeof hopSchema>;

const blockerSchema = z
  .object({
    cause: z.enum(causeCodes),
    subject: subjectSchema,
    code: z.string(),
    sentence: z.string(),
    hopId: z.string(),
    evidence: z.array(evidenceSchema),
  })
  .meta({ id: "Blocker" });

const doubtSchema = z
  .discriminatedUnion("because", [
    z.object({ because: z.literal("gap"), gap: gapSchema, hopId: z.string(), sentence: z.string() }),
    z.object({
      because: z.literal("unprovable"),
      cause: z.enum(["path-unprovable", "resolver-unprovable"]),
      subject: subjectSchema,
      code: z.string(),
      whoCanTell: z.string(),
      hopId: z.string(),
      sentence: z.string(),
      evidence: z.array(evidenceSchema),
    }),
  ])
  .meta({ id: "Doubt" });

/** A connection followed hop by hop, there and back. */
export const traceSchema = z
  .object({
    source: z
      .object({ instanceId: z.string().nullable(), interfaceId: z.string(), address: z.string() })
      .nullable(),
    destination: z.object({
      service: z.string().nullable(),
      endpoint: z.string().optional().describe("The one that was asked for, where one was"),
      addresses: z.array(z.string()),
    }),
    protocol: z.enum(["tcp", "udp", "icmp", "all"]),
    port: z.number().int().nullable(),
    family: z.enum(["ipv4", "ipv6"]),
    answer: z.enum(["reachable", "blocked", "undecided"]),
    hops: z.array(hopSchema).describe("The way there and, after it, the way back"),
    blockers: z.array(blockerSchema).describe("All of them; the first one is the headline"),
    doubts: z.array(doubtSchema),
    warnings: z.array(z.object({ code: z.string(), hopId: z.string(), sentence: z.string() })),
  })
  .meta({ id: "Trace" });
export type TraceAnswer = z.infer<typeof traceSchema>;

/**
 * A connection to follow. `to` is an address, an endpoint (its id or its own DNS name) or an AWS service; the port is 443
 * unless told, where there are ports.
 */
export const traceQuerySchema = z.strictObject({
  to: z.string().trim().min(1).max(253),
  port: z.coerce.number().int().min(1).max(65_535).optional(),
  protocol: z.string().optional().describe("tcp (unless told), udp, icmp or all"),
});

export const nodePathSchema = z
  .object({
    lanes: z.array(
      z.object({ service: z.string(), isRequired: z.boolean(), purpose: z.string(), trace: traceSchema }),
    ),
  })
  .meta({ id: "NodePath" });
export type NodePathAnswer = z.infer<typeof nodePathSchema>;

/** What a verdict stands on, beside the row of its node. */
export const verdictPartsSchema = z.object({
  cause: causeSchema.nullable(),
  alsoBroken: z.array(causeSchema).describe("What is wrong besides, and would stand in the way next"),
  since: time.nullable().describe("Since when the cause holds, where history tells"),
  changedBy: z
    .string()
    .nullable()
    .describe("Who brought it about, as role/terraform-ci, where CloudTrail tells"),
  checks: z.array(checkResultSchema),
  path: nodePathSchema.nullable(),
  advice: z.array(adviceSchema).describe("No causes, but worth knowing"),
  suspects: z.array(suspectSchema).describe("On the host, where all of AWS passes; the likeliest first"),
});
