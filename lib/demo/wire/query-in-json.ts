import { NormalizedSchema } from "@smithy/core/schema";
import { json, writeJson } from "./json.ts";
import type { Protocol } from "./protocol.ts";
import { awsQuery } from "./query.ts";
import type { WireRequest } from "./request.ts";

/** The Query protocol's answers for who accepts JSON, as those that check a presigned GetCallerIdentity do. */
export const awsQueryInJson: Protocol = {
  read: awsQuery.read,
  answer(_service, { name, schema }, output, requestId) {
    const result = NormalizedSchema.of(schema[5]).isStructSchema()
      ? { [`${name}Result`]: readOwn(writeJson(schema[5], output)) }
      : {};
    const answer = { ...result, ResponseMetadata: { RequestId: requestId } };
    return json(200, requestId, JSON.stringify({ [`${name}Response`]: answer }), "application/json");
  },
  refuse(_service, { status, code, message }, requestId) {
    const Type = status < 500 ? "Sender" : "Receiver";
    const answer = { Error: { Code: code, Message: message, Type }, RequestId: requestId };
    return json(status, requestId, JSON.stringify(answer), "application/json");
  },
};

function readOwn(document: string | Uint8Array): unknown {
  return JSON.parse(typeof document === "string" ? document : new TextDecoder().decode(document));
}

export function acceptsJson({ headers }: WireRequest): boolean {
  return /\bapplication\/json\b/.test(headers.accept ?? "");
}
