import { z } from "zod";

/** What the settings page shows: how this Muster is configured, and the policy that its reading needs. */
export const settingsSchema = z
  .object({
    version: z.string(),
    isDemo: z.boolean(),
    store: z.object({
      engine: z.enum(["sqlite", "postgres"]),
      place: z.string(),
      bytes: z.number().int().nullable(),
    }),
    accounts: z.array(
      z.object({
        id: z.string(),
        name: z.string().nullable(),
        roleArn: z.string().nullable(),
        hasExternalId: z.boolean(),
        regions: z.array(z.string()),
      }),
    ),
    intervals: z.array(z.object({ name: z.string(), seconds: z.number().int() })),
    retention: z.array(z.object({ name: z.string(), days: z.number().int() })),
    apply: z.object({
      enabled: z.boolean(),
      fixes: z.array(z.string()).describe("The fixes that may be applied; none: none"),
      roles: z.array(z.object({ account: z.string(), roleArn: z.string() })),
      policy: z
        .unknown()
        .describe(
          "The least-privilege policy of the roles for changes, generated from what the allowed fixes call; of all fixes where none is allowed yet",
        ),
    }),
    configFile: z.string().nullable(),
    readPolicy: z
      .unknown()
      .describe("The least-privilege IAM policy, generated from the collectors' own list of actions"),
  })
  .meta({ id: "Settings" });
export type Settings = z.infer<typeof settingsSchema>;
