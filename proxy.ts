import { type NextRequest, NextResponse } from "next/server";
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
  if (refusal) {
    const title = refusal.status === 421 ? "Misdirected request" : "Forbidden";
    return NextResponse.json(
      { type: "about:blank", title, status: refusal.status, detail: refusal.detail, code: "denied" },
      { status: refusal.status, headers: { "content-type": "application/problem+json" } },
    );
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
