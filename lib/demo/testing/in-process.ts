import { Readable } from "node:stream";
import { type HttpRequest, HttpResponse } from "@smithy/core/protocols";
import type { Operation } from "../cloud/operation.ts";
import type { World } from "../cloud/world.ts";
import { type Endpoint, randomFrom } from "../control/endpoint.ts";
import { calmSettings } from "../control/settings.ts";
import { serve } from "../wire/serve.ts";

/** An endpoint without a socket, over any operations: what a client sends to its handler is served at once. */
export function inProcess(world: World, operations: Operation[]) {
  const endpoint: Endpoint = {
    world,
    operations,
    sessions: new Map(),
    settings: calmSettings(),
    initialSettings: calmSettings(),
    buckets: new Map(),
    strikes: new Map(),
    random: randomFrom(world.seed),
    counts: new Map(),
  };
  const requestHandler = {
    async handle(request: HttpRequest) {
      const { response } = serve(endpoint, {
        method: request.method,
        url: addressOf(request),
        headers: Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
        ),
        body: bytesOf(request.body),
      });
      if (!response) throw new Error("The endpoint does not answer");
      const { status, headers, body } = response;
      return {
        response: new HttpResponse({ statusCode: status, headers, body: Readable.from([Buffer.from(body)]) }),
      };
    },
  };
  return { endpoint, requestHandler };
}

function bytesOf(body: string | Uint8Array | undefined): Buffer {
  if (body === undefined || typeof body === "string") return Buffer.from(body ?? "");
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}

function addressOf({ path, query = {} }: HttpRequest): URL {
  const url = new URL(path, "http://localhost");
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) url.searchParams.append(name, one ?? "");
  }
  return url;
}
