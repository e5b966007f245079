import type { IncomingHttpHeaders } from "node:http";

/** A request as it came off the socket. */
export type WireRequest = {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  body: Buffer;
};

export type WireResponse = {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array;
};
