import { z } from "zod";
import { causeCodes } from "../model/cause.ts";
import { statuses } from "../model/status.ts";

const time = z.number().int().describe("Milliseconds since the epoch");

const callerArn =
  /^arn:aws[a-z-]*:(?:iam::\d{12}:(?:role|user)\/[\w+=,.@/-]+|sts::\d{12}:assumed-role\/[\w+=,.@-]+\/[\w+=,.@-]+)$/;

export const preflightRequestSchema = z
  .object({
    text: z
      .string()
      .max(2_000_000, "is longer than 2,000,000 characters; send it in parts")
      .describe(
        "Anything: ids, ARNs, tag expressions, a command line, JSON, YAML, Terraform, an error message",
      ),
    scope: z
      .string()
      .regex(/^\d{12}:[a-z0-9-]+$/, "is no scope, as 123456789012:eu-west-1")
      .optional()
      .describe("Where the call is made, where the text does not say"),
    caller: z
      .string()
      .max(2048)
      .refine((text) => callerArn.test(text.trim()), "is no ARN of a role, a user or a role's session")
      .optional()
      .describe("Who would send it, as an ARN: then IAM is asked whether they may"),
  })
  .meta({ id: "PreflightRequest" });
export type PreflightRequest = z.infer<typeof preflightRequestSchema>;

const expectedErrorSchema = z
  .object({
    code: z.string(),
    message: z.string().nullable().describe("As AWS words it; null where its wording is not known"),
    isUnconfirmed: z.boolean().describe("No source confirms that AWS answers so"),
  })
  .meta({ id: "ExpectedError" });

const targetOutcomes = ["refused", "undeliverable", "unknown", "waits", "receives"] as const;

export const targetVerdictSchema = z
  .object({
    id: z.string(),
    scope: z.string().nullable(),
    name: z.string().nullable(),
    status: z.enum(statuses).nullable(),
    outcome: z.enum(targetOutcomes),
    sentence: z.string(),
    cause: z
      .object({
        code: z.enum(causeCodes),
        subject: z.object({ kind: z.string(), id: z.string() }),
        scope: z.string().nullable(),
      })
      .nullable(),
    error: expectedErrorSchema.nullable(),
    nearMisses: z.array(z.object({ id: z.string(), scope: z.string(), sentence: z.string() })),
  })
  .meta({ id: "TargetVerdict" });

const cleanedSchema = z
  .object({ ids: z.array(z.string()), commands: z.array(z.string()) })
  .describe("Each id once, and the calls split to the API's limits");

export const preflightSchema = z
  .object({
    form: z.enum([
      "empty",
      "command-line",
      "json",
      "yaml",
      "terraform",
      "source-code",
      "error-message",
      "text",
    ]),
    operation: z.string(),
    isOperationAssumed: z.boolean(),
    scope: z.string().nullable().describe("Where the call would be made; null where the text leaves it open"),
    documentName: z.string().nullable(),
    call: z.enum(["accepted", "refused", "unknown"]).describe("Whether AWS would take the call"),
    problems: z.array(
      z.object({
        cause: z.enum(causeCodes).nullable(),
        sentence: z.string(),
        error: expectedErrorSchema.nullable(),
        refuses: z.boolean(),
      }),
    ),
    targets: z.array(targetVerdictSchema).describe("The gravest first"),
    counts: z.object(
      Object.fromEntries(targetOutcomes.map((outcome) => [outcome, z.number().int()])) as Record<
        (typeof targetOutcomes)[number],
        z.ZodNumber
      >,
    ),
    passedOver: z.number().int().describe("Nodes that are meant by a tag and are stopped"),
    isPartlyHidden: z
      .boolean()
      .describe("Some of the call stands elsewhere (a file, a variable), so that it is judged in part"),
    notes: z.array(z.object({ kind: z.string(), sentence: z.string() })),
    cleaned: z.object({ valid: cleanedSchema, reachable: cleanedSchema }),
    exitCode: z
      .number()
      .int()
      .describe("Of the command line: 0 all receive it, 2 some do not, 3 refused, 4 unknown"),
    readAt: time.nullable().describe("When the oldest of the facts behind it was read"),
  })
  .meta({ id: "Preflight" });
export type PreflightReport = z.infer<typeof preflightSchema>;
export type TargetVerdictReport = z.infer<typeof targetVerdictSchema>;
