import { type NextRequest, NextResponse } from "next/server";
import { noRouteOf } from "./lib/routes/api-methods.ts";
import { contentSecurityPolicy, refusalOf } from "./lib/routes/guard-request.ts";

/** Stands before every request: Host and Origin are checked, and every answer carries its security headers. */
export function proxy(request: NextRequest): NextResponse {
  const refusal = refusalOf({
    method: request.method,
    host: request.headers.get("host"),
    origin: request.headers.get("origin"),
    fetchSite: request.headers.get("sec-fetch-site"),
    port: process.env.PORT ? Number(process.env.PORT) : null,
  });
  if (refusal) return problem({ ...refusal, code: "denied" });
  const noRoute = noRouteOf(request.nextUrl.pathname, request.method);
  if (noRoute) {
    const response = problem({ ...noRoute, code: noRoute.status === 404 ? "not-found" : "invalid-input" });
    if (noRoute.allow !== null) response.headers.set("allow", noRoute.allow);
    return response;
  }
  const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
  const policy = contentSecurityPolicy(nonce, { isDevelopment: process.env.NODE_ENV === "development" });
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("referrer-policy", "same-origin");
  response.headers.set("cross-origin-opener-policy", "same-origin");
  response.headers.set("cross-origin-resource-policy", "same-origin");
  return response;
}

const titles: Record<number, string> = {
  400: "The request is not valid",
  403: "Forbidden",
  404: "Not found",
  405: "The method is not allowed",
  421: "Misdirected request",
};

function problem({ status, detail, code }: { status: number; detail: string; code: string }): NextResponse {
  return NextResponse.json(
    { type: "about:blank", title: titles[status], status, detail, code, field: null },
    { status, headers: { "content-type": "application/problem+json", "cache-control": "no-store" } },
  );
}
