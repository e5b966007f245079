import { afterEach, expect, test, vi } from "vitest";
import { ProblemError, readJson, sendJson } from "./read-json.ts";

afterEach(() => vi.unstubAllGlobals());

function answer(body: string | null, init: ResponseInit): void {
  vi.stubGlobal("fetch", async () => new Response(body, init));
}

const problem = {
  type: "about:blank",
  title: "Invalid input",
  status: 400,
  detail: "sort must be one of name, id.",
  code: "invalid-input",
  field: "sort",
};

test("a good answer is its body", async () => {
  answer('{"total":3}', { status: 200 });
  expect(await readJson("/api/v1/nodes")).toEqual({ total: 3 });
});

test("an answer without a body is undefined", async () => {
  answer(null, { status: 204 });
  expect(await sendJson("DELETE", "/api/v1/views/1")).toBeUndefined();
});

test("a problem document becomes an error in its own words", async () => {
  answer(JSON.stringify(problem), { status: 400, headers: { "content-type": "application/problem+json" } });
  const error = await readJson("/api/v1/nodes").catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ProblemError);
  expect((error as ProblemError).message).toBe(problem.detail);
  expect((error as ProblemError).problem).toEqual(problem);
});

test("a refusal that is no problem document keeps its status", async () => {
  answer("<html>bad gateway</html>", { status: 502, statusText: "Bad Gateway" });
  await expect(readJson("/api/v1/nodes")).rejects.toMatchObject({ problem: { status: 502 } });
});

test("a server that is away is a problem too, and says what still holds", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  await expect(readJson("/api/v1/nodes")).rejects.toMatchObject({ problem: { code: "unreachable" } });
});

test("a question that was withdrawn stays withdrawn, and is no trouble", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new DOMException("aborted", "AbortError")));
  await expect(readJson("/api/v1/nodes")).rejects.toMatchObject({ name: "AbortError" });
});
