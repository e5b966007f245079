import type { Problem } from "../../lib/api/problem.ts";

/** The API's refusal, in its own words: `message` says what is wrong, why, and what to do. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = "ProblemError";
    this.problem = problem;
  }
}

/**
 * Reads an address of `api/v1`. The answer is taken at its word as a `T`: it comes from the same release, whose routes are
 * tested against the contract, and parsing it again would send every schema to the browser.
 */
export async function readJson<T>(address: string, { signal }: { signal?: AbortSignal } = {}): Promise<T> {
  return answerOf<T>(await ask(address, { signal: signal ?? null }));
}

/** Sends what changes something. Answers undefined where the API answers without a body. */
export async function sendJson<T = void>(
  method: "POST" | "PUT" | "PATCH" | "DELETE",
  address: string,
  body?: unknown,
): Promise<T> {
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  return answerOf<T>(
    await ask(address, { method, headers: { "content-type": "application/json" }, ...content }),
  );
}

/** Asks a question that is too long for an address, and changes nothing. */
export async function postJson<T>(
  address: string,
  body: unknown,
  { signal }: { signal?: AbortSignal } = {},
): Promise<T> {
  const headers = { "content-type": "application/json" };
  return answerOf<T>(
    await ask(address, { method: "POST", headers, body: JSON.stringify(body), signal: signal ?? null }),
  );
}

async function ask(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ProblemError({
      type: "about:blank",
      title: "Muster does not answer",
      status: 0,
      detail: "What is still shown was read before; it goes on once the server runs again.",
      code: "unreachable",
    });
  }
}

async function answerOf<T>(response: Response): Promise<T> {
  const text = await response.text();
  if (!response.ok) throw new ProblemError(problemOf(response, text));
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

function problemOf(response: Response, text: string): Problem {
  const isProblem = response.headers.get("content-type")?.includes("application/problem+json");
  if (isProblem) return JSON.parse(text) as Problem;
  return {
    type: "about:blank",
    title: response.statusText || "Error",
    status: response.status,
    detail: `The server answered ${response.status} ${response.statusText}`.trim(),
    code: "failed",
  };
}
