import { request as httpRequest } from "node:http";
import { expect, get, test, url } from "./product.ts";

/** As no browser would: with any Host. */
function statusWithHost(host: string): Promise<number> {
  const { port } = new URL(url());
  return new Promise((resolve, reject) => {
    httpRequest({ host: "127.0.0.1", port, path: "/api/v1/nodes", headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode!);
    })
      .once("error", reject)
      .end();
  });
}

test("a foreign name that points here is refused", async () => {
  const { port } = new URL(url());
  expect(await statusWithHost(`evil.example:${port}`)).toBe(421);
  expect(await statusWithHost(`localhost:${port}`)).toBe(200);
});

test("a foreign page can neither read nor change anything", async ({ request }) => {
  const headers = { origin: "https://evil.example" };
  expect((await request.get(`${url()}/api/v1/nodes`, { headers })).status()).toBe(403);
  expect((await request.post(`${url()}/api/v1/syncs`, { headers, data: {} })).status()).toBe(403);
});

test("who is no page of Muster's and has no token changes nothing", async ({ request }) => {
  const response = await request.post(`${url()}/api/v1/syncs`, { data: {} });
  expect(response.status()).toBe(403);
  expect(await response.json()).toMatchObject({
    code: "denied",
    detail: expect.stringContaining("owner.json"),
  });
});

test("pages allow scripts by nonce alone", async ({ request }) => {
  const policy = (await request.get(`${url()}/fleet`)).headers()["content-security-policy"]!;
  expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'(;|$)/);
  expect(policy).not.toContain("unsafe-eval");
  const nonceOf = (text: string) => /'nonce-([^']+)'/.exec(text)![1];
  const again = (await request.get(`${url()}/fleet`)).headers()["content-security-policy"]!;
  expect(nonceOf(again), "a nonce is used once").not.toBe(nonceOf(policy));
});

test("wrong input is a problem that names its field", async ({ request }) => {
  const problems: [string, number, string][] = [
    ["/api/v1/nodes?limit=500", 400, "limit"],
    ["/api/v1/nodes?sort=colour", 400, "sort"],
    ["/api/v1/nodes?cursor=bnVsbA", 400, "cursor"],
    ["/api/v1/nodes/210987654321:us-east-1/i-00000000000000000", 404, "id"],
    ["/api/v1/pivot", 400, "tag"],
  ];
  for (const [path, status, field] of problems) {
    const response = await request.get(url() + path);
    expect([path, response.status()]).toEqual([path, status]);
    expect(response.headers()["content-type"]).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({ status, field });
  }
});

test("a cursor of one question is no answer to another", async ({ request }) => {
  const { next } = await get<{ next: string }>(request, "/api/v1/nodes?limit=1&q=status:reachable");
  const cursor = encodeURIComponent(next);
  expect(await get(request, `/api/v1/nodes?limit=1&q=status:reachable&cursor=${cursor}`)).toMatchObject({
    items: [{ status: "reachable" }],
  });
  const response = await request.get(`${url()}/api/v1/nodes?limit=1&q=status:lost&cursor=${cursor}`);
  expect(response.status()).toBe(400);
  expect(await response.json()).toMatchObject({ code: "invalid-input", field: "cursor" });
});

test("supervisors, Prometheus and API readers are served", async ({ request }) => {
  expect(await get(request, "/healthz")).toEqual({ status: "ok" });
  expect(await get(request, "/readyz")).toMatchObject({ status: "ready", hasData: true });
  expect(await get(request, "/openapi.json")).toMatchObject({ info: { title: "Muster" } });
  const metrics = await (await request.get(`${url()}/metrics`)).text();
  expect(metrics).toMatch(/^muster_nodes{status="reachable"} \d+$/m);
  expect(metrics).toMatch(/^muster_scope_age_seconds{scope="210987654321:us-east-1"} /m);
});
