import * as z from "zod";
import { settle } from "../cloud/due.ts";
import { unconfirmedOf } from "../cloud/unconfirmed.ts";
import { type Endpoint, reset } from "./endpoint.ts";
import {
  deniedSchema,
  faultKinds,
  faultsSchema,
  latencySchema,
  quotasSchema,
  speedSchema,
} from "./settings.ts";
import { describeSwitches, switchesSchema } from "./switches.ts";

export type ControlAnswer = { status: number; body: unknown };

type Route = {
  about: string;
  /** What may be put, with an example for people. */
  schema?: z.ZodType;
  example?: unknown;
  get?(endpoint: Endpoint): unknown;
  put?(endpoint: Endpoint, value: never): void;
  post?(endpoint: Endpoint): ControlAnswer;
};

function setting<Schema extends z.ZodType>(route: {
  about: string;
  schema: Schema;
  example: z.input<Schema>;
  get(endpoint: Endpoint): unknown;
  put(endpoint: Endpoint, value: z.output<Schema>): void;
}): Route {
  return route;
}

/** Everything that can be asked of and told to a running endpoint, besides AWS. */
export const routes: Record<string, Route> = {
  speed: setting({
    about: "Divides the delays that agents and resources need; time stamps stay true.",
    schema: speedSchema,
    example: { speed: 30 },
    get: ({ world }) => ({ speed: world.clock.speed }),
    put: ({ world }, { speed }) => {
      world.clock.speed = speed;
    },
  }),
  latency: setting({
    about: "Milliseconds before each answer.",
    schema: latencySchema,
    example: { latencyMs: 80, jitterMs: 40 },
    get: ({ settings }) => settings.latency,
    put: ({ settings }, latency) => {
      settings.latency = latency;
    },
  }),
  quotas: setting({
    about: "AWS's documented rates, for each account, Region and action. `scale` multiplies them.",
    schema: quotasSchema,
    example: { enabled: true, scale: 1 },
    get: ({ settings }) => settings.quotas,
    put: ({ settings, buckets }, quotas) => {
      settings.quotas = quotas;
      buckets.clear();
    },
  }),
  faults: setting({
    about: `Calls that go wrong. Kinds: ${Object.entries(faultKinds)
      .map(([kind, about]) => `${kind} (${about})`)
      .join("; ")}. The first rule that hits decides.`,
    schema: faultsSchema,
    example: { rules: [{ kind: "throttle", rate: 0.1, action: "ec2:Describe*", region: "eu-west-1" }] },
    get: ({ settings }) => settings.faults,
    put: ({ settings, strikes }, faults) => {
      settings.faults = faults;
      strikes.clear();
    },
  }),
  denied: setting({
    about: "Actions that the caller's policies do not allow.",
    schema: deniedSchema,
    example: { rules: [{ action: "iam:GetRole", account: "123456789012" }] },
    get: ({ settings }) => settings.denied,
    put: ({ settings }, denied) => {
      settings.denied = denied;
    },
  }),
  switches: setting({
    about: "How the cloud behaves where AWS's behaviour is not known. Putting some leaves the others.",
    schema: switchesSchema.partial(),
    example: { U20_vpcEndpointState: "capitalised" },
    get: ({ world }) => ({ values: unconfirmedOf(world), switches: describeSwitches() }),
    put: ({ world }, switches) => {
      world.unconfirmed = { ...world.unconfirmed, ...switches };
    },
  }),
  conditions: {
    about:
      "What is wrong with whom by design, and whether it is mended: the truth, independent of any diagnosis.",
    get: ({ world }) => {
      settle(world);
      return [...world.conditions.values()].map(({ isMended, ...condition }) => ({
        ...condition,
        isMended: isMended(world),
      }));
    },
  },
  accounts: {
    about: "The accounts with their Regions, and the access keys that sign for them (any secret will do).",
    get: ({ world }) =>
      [...world.accounts.values()].map(({ id, name, accessKeyIds, regions }) => ({
        id,
        name,
        accessKeyIds: [...accessKeyIds],
        regions: [...regions.keys()],
      })),
  },
  calls: {
    about: "How often each action was called since the start or the last reset, and how it was answered.",
    get: ({ counts }) => Object.fromEntries(counts),
  },
  reset: {
    about: "Builds the world anew and forgets everything that was set here.",
    post: (endpoint) =>
      reset(endpoint)
        ? { status: 200, body: { reset: true } }
        : refuse(409, "This endpoint was given its world ready-made and cannot build it again."),
  },
};

const prefix = "/_demo";

export function isControlPath(pathname: string): boolean {
  return pathname === prefix || pathname.startsWith(`${prefix}/`);
}

/** Answers a request under /_demo. */
export function control(endpoint: Endpoint, method: string, pathname: string, body: string): ControlAnswer {
  const name = pathname.slice(prefix.length + 1);
  if (name === "") return method === "GET" ? { status: 200, body: overview() } : notAllowed(method, ["GET"]);
  const route = Object.hasOwn(routes, name) ? routes[name] : undefined;
  if (!route) return refuse(404, `There is no ${pathname}. GET ${prefix} lists what there is.`);
  if (method === "GET" && route.get) return { status: 200, body: route.get(endpoint) };
  if (method === "POST" && route.post) return route.post(endpoint);
  if (method === "PUT" && route.put && route.schema) return put(endpoint, route, body);
  return notAllowed(method, methodsOf(route));
}

function put(endpoint: Endpoint, route: Route, body: string): ControlAnswer {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return refuse(400, `The body is no JSON. An example: ${JSON.stringify(route.example)}`);
  }
  const parsed = route.schema?.safeParse(json);
  if (!parsed?.success) {
    const problems = parsed?.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
    return { status: 400, body: { error: "The body does not fit.", problems, example: route.example } };
  }
  route.put?.(endpoint, parsed.data as never);
  return { status: 200, body: route.get?.(endpoint) };
}

function overview() {
  return Object.entries(routes).map(([name, route]) => ({
    path: `${prefix}/${name}`,
    methods: methodsOf(route),
    about: route.about,
    ...(route.schema
      ? { example: route.example, schema: z.toJSONSchema(route.schema, { io: "input" }) }
      : {}),
  }));
}

function methodsOf({ get, put, post }: Route): string[] {
  return [get && "GET", put && "PUT", post && "POST"].filter((method) => method !== undefined);
}

function notAllowed(method: string, allowed: string[]): ControlAnswer {
  return refuse(405, `${method} is not possible here, but ${allowed.join(" and ")}.`);
}

function refuse(status: number, error: string): ControlAnswer {
  return { status, body: { error } };
}
