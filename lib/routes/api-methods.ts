/** Each path of the HTTP API with its methods. A test holds it in step with the OpenAPI document and with the routes. */
export const apiMethods: Readonly<Record<string, string>> = {
  "/api/v1/nodes": "GET",
  "/api/v1/nodes/export": "GET",
  "/api/v1/nodes/{scope}/{id}": "GET",
  "/api/v1/nodes/{scope}/{id}/trace": "GET",
  "/api/v1/nodes/{scope}/{id}/host-output": "POST",
  "/api/v1/preflight": "POST",
  "/api/v1/failures": "GET",
  "/api/v1/failures/groups": "GET",
  "/api/v1/failures/histogram": "GET",
  "/api/v1/failures/facets": "GET",
  "/api/v1/failures/export": "GET",
  "/api/v1/stale-references": "GET",
  "/api/v1/facets": "GET",
  "/api/v1/summary": "GET",
  "/api/v1/pivot": "GET",
  "/api/v1/completions": "GET",
  "/api/v1/syncs": "GET POST",
  "/api/v1/events": "GET",
  "/api/v1/views": "GET POST",
  "/api/v1/views/{id}": "DELETE",
  "/api/v1/causes": "GET",
  "/api/v1/causes/{code}/{subjectKey}": "GET",
  "/api/v1/causes/{code}/{subjectKey}/acknowledgement": "PUT DELETE",
  "/api/v1/catalogue": "GET",
  "/api/v1/catalogue/{code}": "GET",
  "/api/v1/fixes": "GET",
  "/api/v1/plan": "GET",
  "/api/v1/causes/{code}/{subjectKey}/fixes": "GET",
  "/api/v1/walkthroughs": "GET",
  "/api/v1/walkthroughs/{id}": "GET PATCH",
  "/api/v1/walkthroughs/{id}/proof": "POST",
  "/api/v1/walkthroughs/{id}/dry-run": "POST",
  "/api/v1/walkthroughs/{id}/apply": "POST",
  "/api/v1/walkthroughs/{id}/undo": "POST",
  "/api/v1/walkthroughs/{id}/verify": "POST",
  "/api/v1/history": "GET",
  "/api/v1/history/export": "GET",
  "/api/v1/exclusions": "GET POST",
  "/api/v1/exclusions/{id}": "DELETE",
  "/api/v1/settings": "GET",
  "/api/v1/openapi.json": "GET",
  "/openapi.json": "GET",
  "/healthz": "GET",
  "/readyz": "GET",
  "/metrics": "GET",
};

const patterns = Object.entries(apiMethods).map(([path, methods]) => ({
  pattern: new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}/?$`),
  methods: methods.split(" ").flatMap((method) => (method === "GET" ? ["GET", "HEAD", "OPTIONS"] : [method])),
}));

export type NoRoute = { status: 400 | 404 | 405; detail: string; allow: string | null };

/** What is wrong with an address of the API before any route sees it; null where a route answers, or it is a page. */
export function noRouteOf(pathname: string, method: string): NoRoute | null {
  if (!isEncoded(pathname)) {
    return {
      status: 400,
      detail: "The address has a % that begins no character: write it as %25.",
      allow: null,
    };
  }
  const found = patterns.find(({ pattern }) => pattern.test(pathname));
  if (found === undefined) {
    if (!/^\/api(?:\/|$)/.test(pathname)) return null;
    return {
      status: 404,
      detail: `There is no ${pathname}. /openapi.json tells what there is.`,
      allow: null,
    };
  }
  if (found.methods.includes(method)) return null;
  const allow = found.methods.join(", ");
  return { status: 405, detail: `${method} is not for ${pathname}: it takes ${allow}.`, allow };
}

function isEncoded(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}
