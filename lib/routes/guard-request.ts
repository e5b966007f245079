export type GuardedRequest = {
  method: string;
  host: string | null;
  origin: string | null;
  /** The browser's own word on where a request comes from: `same-origin`, `none` (typed in), `cross-site`, … */
  fetchSite: string | null;
  /** The port that the server listens on, where it is known. */
  port: number | null;
};

export type Refusal = { status: 403 | 421; detail: string };

/** What a configuration may let Muster listen on: no name of these can be pointed elsewhere. */
const loopbackName = /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])$/;
const readingMethods: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses what another web page could have sent. A Host that is not this machine means that a foreign name was pointed at
 * it (DNS rebinding); a foreign Origin on a request that changes something means that another page sent it (CSRF).
 */
export function refusalOf(request: GuardedRequest): Refusal | null {
  const host = parseHost(request.host);
  if (!host || !loopbackName.test(host.name) || (request.port !== null && host.port !== request.port)) {
    return {
      status: 421,
      detail: `Muster answers only to 127.0.0.1 and localhost on its own port, not to ${request.host ?? "a request without a Host"}. Open it under that address.`,
    };
  }
  if (request.origin !== null && request.origin !== `http://${request.host}`) {
    return {
      status: 403,
      detail: `Requests from the page at ${request.origin} are not accepted. Use Muster's own page.`,
    };
  }
  if (
    !readingMethods.has(request.method) &&
    request.fetchSite !== null &&
    request.fetchSite !== "same-origin"
  ) {
    return {
      status: 403,
      detail: "Requests that change something are accepted from Muster's own page only.",
    };
  }
  return null;
}

function parseHost(host: string | null): { name: string; port: number } | null {
  const match = /^(\[[0-9a-f:]+\]|[^:[\]]+)(?::(\d{1,5}))?$/i.exec(host ?? "");
  return match
    ? { name: match[1]!.toLowerCase(), port: match[2] === undefined ? 80 : Number(match[2]) }
    : null;
}

/** The Content Security Policy of a page: its own files, scripts with this nonce, and nothing from elsewhere. */
export function contentSecurityPolicy(nonce: string, { isDevelopment }: { isDevelopment: boolean }): string {
  return [
    "default-src 'self'",
    // React evaluates code for its error overlay in development only.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    // Its overlay also writes styles, which a nonce beside them would forbid again.
    isDevelopment ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    // A style attribute cannot load or run anything; widths of bars and offsets of virtual rows are set this way.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
