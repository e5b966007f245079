import { QueryClient } from "@tanstack/react-query";
import { afterEach, expect, test, vi } from "vitest";
import { askAhead, facetsOptions, nodePageOptions } from "./fleet-queries.ts";

afterEach(() => vi.unstubAllGlobals());

/** A server that answers when told to. */
function slowServer() {
  const asked: string[] = [];
  const answers: ((response: Response) => void)[] = [];
  vi.stubGlobal("fetch", (address: string) => {
    asked.push(address.replace(/\?.*/, ""));
    return new Promise<Response>((resolve) => answers.push(resolve));
  });
  return { asked, answer: (response: Response) => answers.shift()!(response) };
}

const client = () => new QueryClient({ defaultOptions: { queries: { retry: false } } });
const question = { q: "status:lost", sort: "status", tag: null };

test("the counts of a filter are asked for once its rows are here, so that the rows need not wait for them", async () => {
  const { asked, answer } = slowServer();
  askAhead(client(), question);
  await vi.waitFor(() => expect(asked).toEqual(["/api/v1/nodes"]));
  answer(Response.json({ items: [], total: 0, next: null }));
  await vi.waitFor(() => expect(asked).toEqual(["/api/v1/nodes", "/api/v1/facets"]));
});

test("counts are asked for too where the rows could not be read", async () => {
  const { asked, answer } = slowServer();
  askAhead(client(), question);
  await vi.waitFor(() => expect(asked).toEqual(["/api/v1/nodes"]));
  answer(Response.json({ status: 500 }, { status: 500 }));
  await vi.waitFor(() => expect(asked).toEqual(["/api/v1/nodes", "/api/v1/facets"]));
});

test("the rows of another filter hold no counts up", async () => {
  const { asked } = slowServer();
  const present = client();
  void present.prefetchQuery(nodePageOptions({ q: "status:off", sort: "status" }, 0));
  void present.prefetchQuery(facetsOptions("status:lost", null));
  await vi.waitFor(() => expect(asked).toEqual(["/api/v1/nodes", "/api/v1/facets"]));
});
