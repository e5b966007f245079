import type { z } from "zod";
import type { Problem } from "../../lib/api/problem.ts";
import { fleetServer } from "../../lib/fleet/running-server.ts";
import { FleetError, type FleetErrorCode, isFleetError } from "../../lib/model/fleet-error.ts";
import { explainIssue } from "./explain-issue.ts";

const statusByCode: Record<FleetErrorCode, number> = {
  denied: 403,
  throttled: 503,
  "expired-credentials": 503,
  "no-credentials": 503,
  unreachable: 503,
  "invalid-input": 400,
  "not-found": 404,
  conflict: 409,
  "store-locked": 503,
  "store-newer": 503,
  "store-full": 507,
};

const titles: Record<number, string> = {
  400: "The request is not valid",
  401: "The request is not authorised",
  403: "Not allowed",
  404: "Not found",
  409: "In conflict with what is there",
  500: "A fault in Muster",
  503: "Not available now",
  507: "No room left",
};

type Parameters = { params: Promise<Record<string, string>> };
type Input = { request: Request; parameters: Record<string, string> };

/** Answers what `work` gives as JSON, and whatever goes wrong as a problem document (RFC 9457). */
export function answering(work: (input: Input) => Promise<unknown>) {
  return async (request: Request, context: Parameters): Promise<Response> => {
    try {
      const value = await work({ request, parameters: await context.params });
      if (value instanceof Response) return value;
      return value === null ? new Response(null, { status: 204 }) : json(value, 200);
    } catch (error) {
      return problem(error);
    }
  };
}

/** The query of the address by its schema; an unknown, repeated or wrong parameter is told by name. */
export function parseQuery<S extends z.ZodObject>(schema: S, request: Request): z.infer<S> {
  const parameters = new URL(request.url).searchParams;
  const known = Object.keys(schema.shape);
  for (const name of parameters.keys()) {
    if (!known.includes(name))
      throw invalid(name, `there is no such parameter. There are: ${known.join(", ")}`);
    if (parameters.getAll(name).length > 1)
      throw invalid(name, "is given more than once. Several values of a filter stand in one q");
  }
  return parse(schema, Object.fromEntries(parameters));
}

/** The web server hands on no more than this of a body. */
const longestBody = 10 * 1024 * 1024;

/** The body by its schema, of a request that may change something. */
export async function parseBody<S extends z.ZodType>(schema: S, request: Request): Promise<z.infer<S>> {
  requireSender(request);
  if (Number(request.headers.get("content-length") ?? 0) > longestBody)
    throw new FleetError("invalid-input", "The body is larger than 10 MB. Send it in parts.", {
      field: "body",
    });
  const text = await request.text();
  let body: unknown;
  try {
    body = text === "" ? {} : JSON.parse(text);
  } catch {
    throw new FleetError("invalid-input", "The body is not JSON.", { field: "body" });
  }
  return parse(schema, body);
}

/** A request that changes something comes from Muster's own page, or from somebody who may read the owner's file. */
export function requireSender(request: Request): void {
  const isOwnPage =
    request.headers.get("sec-fetch-site") === "same-origin" || request.headers.get("origin") !== null;
  const isTrusted = request.headers.get("authorization") === `Bearer ${fleetServer().token}`;
  if (isOwnPage || isTrusted) return;
  throw new FleetError(
    "denied",
    "This request would change something. Send `authorization: Bearer TOKEN` with the token of owner.json in Muster's data folder.",
  );
}

export function json(value: unknown, status: number): Response {
  return Response.json(value, { status, headers: { "cache-control": "no-store" } });
}

function parse<S extends z.ZodType>(schema: S, input: unknown): z.infer<S> {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  throw invalid(issue.path.join("."), explainIssue(issue));
}

function invalid(field: string, what: string): FleetError {
  return new FleetError("invalid-input", `${field || "The request"}: ${what}.`, {
    field: field || undefined,
  });
}

export function problem(error: unknown): Response {
  if (!isFleetError(error)) {
    process.stderr.write(`${new Date().toISOString()} ${(error as Error)?.stack ?? error}\n`);
    return problemResponse(500, {
      detail: "Something in Muster failed; its log has the trace.",
      code: "bug",
      field: null,
    });
  }
  return problemResponse(statusByCode[error.code], {
    detail: error.message,
    code: error.code,
    field: error.field,
  });
}

function problemResponse(
  status: number,
  { detail, code, field }: Pick<Problem, "detail" | "code" | "field">,
): Response {
  const body: Problem = {
    type: "about:blank",
    title: titles[status] ?? "Problem",
    status,
    detail,
    code,
    field,
  };
  return Response.json(body, {
    status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store" },
  });
}
