import * as z from "zod";

/** `ec2:DescribeInstances`, or with wildcards `ec2:Describe*`. */
const actionPattern = z
  .string()
  .regex(/^[a-z0-9*-]+:[A-Za-z0-9*]+$/, "must look like ec2:DescribeInstances or ec2:*");

/** Which calls a rule is about; what is left out is any. */
const scopeShape = {
  action: actionPattern.default("*:*"),
  account: z.string().optional(),
  region: z.string().optional(),
};

export const faultKinds = {
  throttle: "the service's throttling error",
  error: "InternalError (or the like) with status 500",
  hang: "no answer at all, until the caller gives up",
  reset: "the connection is reset in the middle of the body",
  html: "an HTML error page with status 503, as a proxy would send it",
  empty: "status 200 with an empty body",
} as const;

export type FaultKind = keyof typeof faultKinds;

export const faultSchema = z.strictObject({
  kind: z.enum(Object.keys(faultKinds) as [FaultKind, ...FaultKind[]]),
  /** Share of the calls that it hits. */
  rate: z.number().min(0).max(1).default(1),
  /** Ends after so many hits. */
  times: z.int().positive().optional(),
  ...scopeShape,
});

export const denialSchema = z.strictObject(scopeShape).extend({ action: actionPattern });

export const speedSchema = z.strictObject({ speed: z.number().positive().max(1_000_000) });

export const latencySchema = z.strictObject({
  latencyMs: z.number().min(0).max(600_000),
  /** Added on top, evenly spread. */
  jitterMs: z.number().min(0).max(600_000).default(0),
});

export const quotasSchema = z.strictObject({
  enabled: z.boolean(),
  /** Multiplies every documented rate and bucket. */
  scale: z.number().positive().max(1000).default(1),
});

export const faultsSchema = z.strictObject({
  rules: z.array(faultSchema),
  /** Answers calls with temporary credentials as if these had expired. */
  expireSessions: z.boolean().default(false),
});

export const deniedSchema = z.strictObject({ rules: z.array(denialSchema) });

export type Fault = z.infer<typeof faultSchema>;
export type Denial = z.infer<typeof denialSchema>;
export type Settings = {
  latency: z.infer<typeof latencySchema>;
  quotas: z.infer<typeof quotasSchema>;
  faults: z.infer<typeof faultsSchema>;
  denied: z.infer<typeof deniedSchema>;
};

/** An AWS that behaves. */
export function calmSettings(): Settings {
  return {
    latency: { latencyMs: 0, jitterMs: 0 },
    quotas: { enabled: false, scale: 1 },
    faults: { rules: [], expireSessions: false },
    denied: { rules: [] },
  };
}

/** A bad day: everything that goes wrong now and then, each rarely. */
export const badDay: Fault[] = [
  { kind: "throttle", rate: 0.05, action: "*:*" },
  { kind: "error", rate: 0.01, action: "*:*" },
  { kind: "reset", rate: 0.01, action: "*:*" },
  { kind: "html", rate: 0.005, action: "*:*" },
  { kind: "empty", rate: 0.005, action: "*:*" },
  { kind: "hang", rate: 0.002, action: "*:*" },
];

export type CallScope = { action: string; account: string; region: string };

export function concerns(
  rule: { action: string; account?: string; region?: string },
  call: CallScope,
): boolean {
  return (
    matchesAction(rule.action, call.action) &&
    (rule.account === undefined || rule.account === call.account) &&
    (rule.region === undefined || rule.region === call.region)
  );
}

function matchesAction(pattern: string, action: string): boolean {
  if (pattern === "*:*" || pattern === action) return true;
  if (!pattern.includes("*")) return false;
  return new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(action);
}
