import { z } from "zod";

const region = z
  .string('must be a Region in quotes, as "eu-west-1"')
  .regex(/^[a-z]{2,}(?:-[a-z]+)+-\d+$/, 'must be a Region, as "eu-west-1"');

const regionsMessage =
  'must be "enabled" (all Regions that the account has enabled) or a list of Regions, as ["eu-west-1"]';
const regions = z.union([z.literal("enabled"), z.array(region).min(1, regionsMessage)], regionsMessage);

const roleArn = z
  .string("must be a role's ARN in quotes")
  .regex(
    /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/,
    'must be a role\'s ARN, as "arn:aws:iam::123456789012:role/MusterRead"',
  );

const account = z
  .strictObject(
    {
      id: z
        .string("must be the account's 12 digits in quotes (a number would lose leading zeros)")
        .regex(/^\d{12}$/, "must be the account's 12 digits")
        .describe("The account's 12 digits."),
      name: z
        .string("must be a name in quotes")
        .min(1, "must not be empty")
        .optional()
        .describe("What people call it."),
      roleArn: roleArn
        .optional()
        .describe(
          "The role to assume for reading it. Without one, it is read with the credentials Muster runs with.",
        ),
      applyRoleArn: roleArn
        .optional()
        .describe("The role to assume for changing it, where apply.roleArn is another account's."),
      externalId: z
        .string("must be text of 2 to 1,224 characters")
        .min(2, "must be text of 2 to 1,224 characters")
        .max(1224, "must be text of 2 to 1,224 characters")
        .optional()
        .describe("The external id that the role's trust policy asks for."),
      regions: regions.optional().describe("Its Regions, where they differ from those of all accounts."),
      managedNodeQuotas: z
        .record(
          region,
          wholeNumber(1, 10_000_000, "nodes"),
          'must be an object from Regions to numbers of nodes, as { "eu-west-1": 5000 }',
        )
        .optional()
        .describe("How many managed nodes it may have in single Regions, where that differs."),
    },
    'must be an object, as { "id": "123456789012", "name": "Production" }',
  )
  .superRefine((value, context) => {
    for (const key of ["roleArn", "applyRoleArn"] as const) {
      const owner = value[key]?.split(":")[4];
      if (owner === undefined || owner === value.id) continue;
      context.addIssue({
        code: "custom",
        path: [key],
        message: `must be a role of account ${value.id}; this one belongs to ${owner}`,
      });
    }
    if (value.applyRoleArn !== undefined && value.applyRoleArn === value.roleArn) {
      context.addIssue({
        code: "custom",
        path: ["applyRoleArn"],
        message: "must be another role than the one that reads: whoever reads changes nothing",
      });
    }
    if (value.externalId !== undefined && (value.roleArn ?? value.applyRoleArn) === undefined) {
      context.addIssue({
        code: "custom",
        path: ["externalId"],
        message: "must come with a roleArn: an external id is given when a role is assumed",
      });
    }
  });

const accounts = z.array(account, "must be a list of accounts").superRefine((list, context) => {
  const seen = new Set<string>();
  list.forEach(({ id }, index) => {
    if (seen.has(id)) {
      context.addIssue({
        code: "custom",
        path: [index, "id"],
        message: `must be named once; ${id} stands above`,
      });
    }
    seen.add(id);
  });
});

const date = 'must be a day in quotes, as "2026-12-31"';
const line = (what: string) => z.string(`must be ${what} in quotes`).trim().min(1, `must be ${what}`);

const exclusion = z.strictObject(
  {
    filter: line('a filter, as "tag:Env=lab"')
      .refine((filter) => !/(?:^|\s)-?excluded:/i.test(filter), "must not build on other exclusions")
      .describe("The filter language of the fleet page: which nodes."),
    reason: line("the reason").describe("Why they are not meant to answer."),
    owner: line("who answers for it").describe("Who answers for it."),
    until: z.iso
      .date(date)
      .describe("The last day on which it holds, in UTC. Its nodes come back by themselves."),
  },
  'must be an object, as { "filter": "tag:Env=lab", "reason": "…", "owner": "…", "until": "2026-12-31" }',
);

function wholeNumber(least: number, most: number, unit: string) {
  const message = `must be a whole number of ${unit} from ${least} to ${most}`;
  return z.int(message).min(least, message).max(most, message);
}

const days = wholeNumber(1, 3_650, "days");
const share = z
  .number("must be a number above 0 and at most 1")
  .gt(0, "must be a number above 0 and at most 1")
  .max(1, "must be a number above 0 and at most 1");

const portMessage = "must be a port from 0 to 65535";
const port = z.int(portMessage).min(0, portMessage).max(65_535, portMessage);

const host = z
  .string("must be an address in quotes")
  .refine(
    isLoopback,
    "must be an address of this machine alone (127.0.0.1, ::1 or localhost): Muster has no sign-in yet, so anybody who reaches it may read the fleet. To use it from elsewhere, forward the port over SSH",
  );

const databaseUrl = z
  .string("must be an address in quotes")
  .regex(/^postgres(?:ql)?:\/\//, 'must be a Postgres address, as "postgres://user@host:5432/muster"');

const isPostgresName = /^[a-z_][a-z0-9_]{0,62}$/;

export const configSchema = z.strictObject({
  $schema: z.string().optional().describe("Where this file's JSON Schema is, for editors."),
  accounts: accounts
    .default([])
    .describe("The accounts to read. None: the one whose credentials Muster runs with."),
  regions: regions
    .default("enabled")
    .describe("The Regions to read, in every account that names none itself."),
  exclusions: z
    .array(exclusion, "must be a list of exclusions")
    .default([])
    .describe("Nodes that are not meant to answer: they leave the headline, counted by themselves."),
  intervals: z
    .strictObject({
      facts: wholeNumber(30, 86_400, "seconds")
        .default(300)
        .describe("Seconds between two reads of a scope's instances, nodes and network."),
      failures: wholeNumber(60, 86_400, "seconds")
        .default(900)
        .describe("Seconds between two reads of what failed in a scope."),
    })
    .prefault({})
    .describe("How often AWS is read."),
  hostedZones: z
    .boolean("must be true or false")
    .default(false)
    .describe(
      "Whether private hosted zones are read too, which may lead names where no endpoint answers. Needs route53:ListHostedZonesByVPC.",
    ),
  staleMinutes: wholeNumber(1, 10_080, "minutes")
    .default(30)
    .describe(
      "Minutes after which facts that could not be read again count as too old to judge by; in a scope that takes longer to read than intervals.facts, as much later.",
    ),
  retentionDays: z
    .strictObject({
      documents: days.default(90).describe("Former versions of AWS's resources, and former statuses."),
      failures: days
        .default(400)
        .describe("Failed commands, automations and calls. AWS itself keeps 30 to 90 days."),
      syncs: days.default(14).describe("What was read when, and how that went."),
    })
    .prefault({})
    .describe("For how many days the past is kept."),
  store: z
    .strictObject({
      folder: z
        .string("must be a folder in quotes")
        .min(1, "must not be empty")
        .optional()
        .describe("A folder of its own, relative to this file: .muster, unless told. SQLite."),
      databaseUrl: databaseUrl.optional().describe("A Postgres database instead, version 15 or later."),
      schema: z
        .string("must be a name in quotes")
        .regex(isPostgresName, "must be a Postgres schema's name in lower case")
        .optional()
        .describe("The Postgres schema to use instead of public."),
    })
    .refine(({ folder, databaseUrl }) => folder === undefined || databaseUrl === undefined, {
      path: ["databaseUrl"],
      message: "must not stand beside folder: the store is either a folder or a database",
    })
    .refine(({ schema, databaseUrl }) => schema === undefined || databaseUrl !== undefined, {
      path: ["schema"],
      message: "must come with a databaseUrl: a folder has no schemas",
    })
    .prefault({})
    .describe("Where Muster keeps what it knows."),
  pacing: z
    .strictObject({
      share: share
        .default(0.5)
        .describe("The share of each documented quota that Muster may use; the rest is yours."),
      perAction: z
        .record(
          z.string().regex(/^[a-z0-9-]+:[A-Z]\w+$/, 'must be an action, as "ec2:DescribeInstances"'),
          z
            .number("must be a number of calls a second above 0")
            .gt(0, "must be a number of calls a second above 0"),
          "must be an object from actions to calls a second",
        )
        .default({})
        .describe("Calls a second of single actions, where your quotas differ from the documented ones."),
    })
    .prefault({})
    .describe("How fast AWS is read."),
  quotas: z
    .strictObject({
      managedNodesPerScope: wholeNumber(1, 10_000_000, "nodes")
        .default(2_400)
        .describe("How many managed nodes an account may have in a Region."),
    })
    .prefault({})
    .describe("Your quotas, as far as AWS does not tell them."),
  apply: z
    .strictObject({
      enabled: z
        .boolean("must be true or false")
        .default(false)
        .describe("Whether Muster may change anything in AWS."),
      roleArn: roleArn
        .optional()
        .describe("The role that changes of its account are made with: never the one that reads."),
      fixes: z
        .array(z.string("must be the id of a fix in quotes"), "must be a list of fixes")
        .default([])
        .describe("The ids of the fixes that may be applied; none: none."),
    })
    .prefault({})
    .describe("What Muster may change."),
  web: z
    .strictObject({
      host: host
        .default("127.0.0.1")
        .describe("The address to listen on: of this machine alone, as there is no sign-in."),
      port: port.default(3000).describe("The port to listen on; 0 takes a free one."),
    })
    .prefault({})
    .describe("Where the dashboard listens."),
  banner: z
    .literal("demo", 'must be "demo", or left out')
    .optional()
    .describe("Shows above every page that nothing here is real."),
  logLevel: z
    .enum(["debug", "info", "warn", "error"], "must be debug, info, warn or error")
    .default("info")
    .describe("What is logged: this and what is graver."),
});

function isLoopback(address: string): boolean {
  return /^(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|\[::1\]|localhost)$/i.test(address);
}

/** The file's JSON Schema, for editors. */
export function configJsonSchema(): z.core.JSONSchema.JSONSchema {
  return z.toJSONSchema(configSchema, { io: "input" });
}
