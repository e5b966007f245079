import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { gunzip, inflate } from "node:zlib";
import { letAgentsReact } from "./cloud/agents/react.ts";
import { operations } from "./cloud/operations.ts";
import type { World } from "./cloud/world.ts";
import { type Endpoint, initialSettings, randomFrom } from "./control/endpoint.ts";
import { control, isControlPath } from "./control/routes.ts";
import type { Fault } from "./control/settings.ts";
import type { WireResponse } from "./wire/request.ts";
import { serve } from "./wire/serve.ts";

export type EndpointOptions = {
  /** The cloud to serve. A function can be asked again, which makes `POST /_demo/reset` possible. */
  world: World | (() => World);
  /** 0 takes any free port. */
  port: number;
  host?: "127.0.0.1" | "::1";
  speed?: number;
  latencyMs?: number;
  /** AWS's documented quotas. */
  throttle?: boolean;
  /** Rules of what goes wrong; `true` for a bad day. */
  faults?: boolean | Fault[];
};

export type RunningEndpoint = { url: string; port: number; close(): Promise<void> };

/** Starts an AWS endpoint over a world. Everything about it can be changed while it runs, under `/_demo`. */
export async function startEndpoint(options: EndpointOptions): Promise<RunningEndpoint> {
  const { endpoint, retire } = createEndpoint(options);
  const host = options.host ?? "127.0.0.1";
  const stop = new AbortController();
  const server = createServer((request, response) => {
    handle(endpoint, request, response, stop.signal).catch((error: unknown) => {
      if (!stop.signal.aborted) console.error(error);
      response.destroy();
    });
  });
  // After Node's 5 s, a caller on a busy machine would often send into a connection that has just been ended.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://${host === "::1" ? "[::1]" : host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        stop.abort();
        retire();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function createEndpoint(options: EndpointOptions): { endpoint: Endpoint; retire(): void } {
  let endReactions: (() => void) | undefined;
  const build = () => {
    const world = typeof options.world === "function" ? options.world() : options.world;
    if (options.speed !== undefined) world.clock.speed = options.speed;
    endReactions?.();
    endReactions = letAgentsReact(world);
    return world;
  };
  const world = build();
  const settings = initialSettings(options);
  const endpoint: Endpoint = {
    world,
    rebuild: typeof options.world === "function" ? build : undefined,
    operations,
    sessions: new Map(),
    settings,
    initialSettings: structuredClone(settings),
    buckets: new Map(),
    strikes: new Map(),
    random: randomFrom(world.seed),
    counts: new Map(),
  };
  return { endpoint, retire: () => endReactions?.() };
}

async function handle(
  endpoint: Endpoint,
  request: IncomingMessage,
  response: ServerResponse,
  stop: AbortSignal,
) {
  if (!isLoopback(request.headers.host)) {
    send(response, jsonResponse(403, { error: "Only requests to a loopback address are answered." }));
    return;
  }
  const sent = await readBody(request);
  if (sent === undefined) return;
  const method = request.method ?? "GET";
  const [url, body] = [parseAddress(request.url), await unpack(sent, request.headers["content-encoding"])];
  if (url === null || body === undefined) {
    send(
      response,
      jsonResponse(400, { error: "The request's address or the coding of its body is broken." }),
    );
    return;
  }
  if (isControlPath(url.pathname)) {
    const answer = control(endpoint, method, url.pathname, body.toString("utf8"));
    send(response, jsonResponse(answer.status, answer.body));
    return;
  }
  const { latencyMs, jitterMs } = endpoint.settings.latency;
  const delayMs = latencyMs + jitterMs * endpoint.random();
  if (delayMs > 0) await wait(delayMs, undefined, { signal: stop });
  const outcome = serve(endpoint, { method, url, headers: request.headers, body });
  if (outcome.response === undefined) return;
  if (outcome.isTorn) tear(response, outcome.response);
  else send(response, outcome.response);
}

/** A page on the web could reach this port under a name of its own; such a name is refused. */
function isLoopback(host: string | undefined): boolean {
  return /^(127(\.\d{1,3}){3}|localhost|\[::1\])(:\d+)?$/i.test(host ?? "");
}

/** An address of two slashes alone is none that `URL` reads by itself. */
function parseAddress(address = "/"): URL | null {
  return URL.parse(`http://localhost${address.startsWith("/") ? address : `/${address}`}`);
}

/** Undefined where the caller hung up in the midst of it. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch (error) {
    if (request.destroyed) return undefined;
    throw error;
  }
  return Buffer.concat(chunks);
}

const unpackers: Record<string, (body: Buffer) => Promise<Buffer>> = {
  gzip: promisify(gunzip),
  deflate: promisify(inflate),
};

/** A body as it was before it was packed for its way; undefined where it was packed in another way than it says. */
async function unpack(body: Buffer, coding = "identity"): Promise<Buffer | undefined> {
  const name = coding.trim().toLowerCase();
  if (name === "identity" || name === "") return body;
  return unpackers[name]?.(body).catch(() => undefined);
}

function send(response: ServerResponse, { status, headers, body }: WireResponse) {
  const bytes = toBytes(body);
  response.writeHead(status, { ...headers, "content-length": bytes.byteLength });
  response.end(bytes);
}

// `Buffer.from` reads the bytes of the SDK's own serializer as text, which it warns of.
function toBytes(body: WireResponse["body"]): Uint8Array {
  return typeof body === "string" ? Buffer.from(body) : body;
}

/** Promises the whole body, sends half of it and resets the connection. */
function tear(response: ServerResponse, { status, headers, body }: WireResponse) {
  const bytes = toBytes(body);
  response.writeHead(status, { ...headers, "content-length": bytes.byteLength });
  response.write(bytes.subarray(0, bytes.byteLength / 2), () => response.socket?.resetAndDestroy());
}

function jsonResponse(status: number, body: unknown): WireResponse {
  return {
    status,
    headers: { "content-type": "application/json" },
    body: `${JSON.stringify(body, null, 2)}\n`,
  };
}
