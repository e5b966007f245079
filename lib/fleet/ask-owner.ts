import { FleetError } from "../model/fleet-error.ts";
import type { FolderOwner } from "../store/folder-lock.ts";

/** Asks the process that owns the store over its API. `wanted` says for what, where it cannot be asked. */
export async function askOwner(
  { address, token, pid }: FolderOwner,
  path: string,
  { body, wanted }: { body?: unknown; wanted: string },
): Promise<unknown> {
  if (!address || !token) {
    throw new FleetError(
      "store-locked",
      `Process ${pid} is using the store and cannot be asked to ${wanted}. Wait for it to end.`,
    );
  }
  const url = `${address}${path}`;
  const init =
    body === undefined
      ? {}
      : { method: "POST", headers: { authorization: `Bearer ${token}` }, body: JSON.stringify(body) };
  const response = await fetch(url, init).catch((error: unknown) => {
    throw new FleetError(
      "unreachable",
      `The dashboard that was to ${wanted} does not answer at ${url}. See its own output; it may have ended.`,
      { cause: error },
    );
  });
  const answer: unknown = await response.json();
  if (response.ok) return answer;
  const { detail, code, field } = answer as { detail?: string; code?: string; field?: string | null };
  throw new FleetError(
    code === "invalid-input" ? "invalid-input" : "conflict",
    detail ?? `Muster answered ${response.status} at ${url}.`,
    { field: field ?? undefined },
  );
}
