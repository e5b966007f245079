import { type JsonSettings, JsonShapeDeserializer2, JsonShapeSerializer2 } from "@smithy/core/protocols";
import { NormalizedSchema } from "@smithy/core/schema";
import type { $Schema, SchemaRef } from "@smithy/types";
import { AwsError } from "../cloud/error.ts";
import { MalformedInput } from "./malformed-input.ts";
import type { Protocol } from "./protocol.ts";
import type { WireResponse } from "./request.ts";

/** Timestamps are seconds unless the schema says otherwise. */
const epochSeconds = 7;
const rpc: JsonSettings = { timestampFormat: { useTrait: true, default: epochSeconds }, jsonName: false };
const rest: JsonSettings = { ...rpc, jsonName: true };

/** JSON 1.1 over one address, with the operation in X-Amz-Target: SSM, CloudTrail, EventBridge, Organizations. */
export const awsJson: Protocol = {
  read(operation, request) {
    return readJson(operation.schema[4], request.body);
  },
  answer(_service, operation, output, requestId) {
    return json(200, requestId, writeJson(operation.schema[5], output), "application/x-amz-json-1.1");
  },
  refuse(_service, error, requestId) {
    const document = { __type: error.code, message: error.message, ...error.members };
    return json(error.status, requestId, JSON.stringify(document), "application/x-amz-json-1.1");
  },
};

export function readJson(schema: SchemaRef, body: Buffer, { isRest = false } = {}): Record<string, unknown> {
  if (body.length === 0 || !NormalizedSchema.of(schema).isStructSchema()) return {};
  let document: unknown;
  try {
    document = JSON.parse(body.toString("utf8"));
  } catch (cause) {
    throw new AwsError("SerializationException", `The request is no JSON: ${String(cause)}`);
  }
  if (typeof document !== "object" || document === null || Array.isArray(document)) {
    throw new AwsError("SerializationException", "Start of structure or map found where not expected.");
  }
  try {
    return new JsonShapeDeserializer2(isRest ? rest : rpc).readObject(schema as $Schema, document as never);
  } catch (cause) {
    throw new MalformedInput("request", String(cause));
  }
}

export function writeJson(schema: SchemaRef, output: unknown, { isRest = false } = {}): Uint8Array | string {
  if (!NormalizedSchema.of(schema).isStructSchema()) return "{}";
  const serializer = new JsonShapeSerializer2(isRest ? rest : rpc);
  serializer.write(schema as $Schema, output ?? {});
  return serializer.flush();
}

export function json(
  status: number,
  requestId: string,
  body: string | Uint8Array,
  type: string,
): WireResponse {
  return { status, headers: { "content-type": type, "x-amzn-requestid": requestId }, body };
}
