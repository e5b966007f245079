import { z } from "zod";
import { causeCodes } from "../model/cause.ts";
import { evidenceSchema, suspectSchema } from "./verdict.ts";

/** What somebody brought from a host. It is read and forgotten. */
export const hostOutputSchema = z
  .object({
    text: z
      .string()
      .min(1)
      .max(256 * 1024)
      .describe("The output of ssm-cli get-diagnostics, the agent's log, or the console's output"),
  })
  .meta({ id: "HostOutput" });

/** What a host's own output says, and what is to be thought of its node after it: never more than likely. */
export const hostReadingSchema = z
  .object({
    kind: z.enum(["diagnostics", "log", "unrecognised"]),
    findings: z
      .array(
        z.object({
          id: z.string(),
          title: z.string(),
          sentence: z.string(),
          weight: z.number().describe("How much it tells; zero for what looks bad and means nothing here"),
          causes: z.array(z.enum(causeCodes)).describe("What in AWS it speaks for, the likeliest first"),
          evidence: evidenceSchema,
        }),
      )
      .describe("The most telling first"),
    unread: z.array(z.string()).describe("What of it could not be read, in sentences"),
    verdict: z.object({
      sentence: z.string(),
      cause: z.enum(causeCodes).nullable().describe("What in AWS the host accuses"),
      suspects: z.array(suspectSchema),
    }),
  })
  .meta({ id: "HostReading" });
export type HostReading = z.infer<typeof hostReadingSchema>;
