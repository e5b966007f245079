import { NormalizedSchema } from "@smithy/core/schema";
import type { Operation } from "../cloud/operation.ts";
import { readSimple } from "./form.ts";
import { json, readJson, writeJson } from "./json.ts";
import type { Protocol } from "./protocol.ts";
import { queryError, xml } from "./query.ts";
import type { WireRequest } from "./request.ts";
import { writeXml } from "./xml.ts";

/** Route 53. Only reads are served, so an input stands wholly in the address. */
export const restXml: Protocol = {
  read(operation, request) {
    return readAddress(operation, request);
  },
  answer(service, { schema }, output, requestId) {
    const name = NormalizedSchema.of(schema[5]).getName();
    const content = writeXml(schema[5], output ?? {});
    return xml(200, requestId, `<${name} xmlns="${service.xmlNamespace}">${content}</${name}>`);
  },
  refuse(service, error, requestId) {
    return xml(error.status, requestId, queryError(service.xmlNamespace ?? "", error, requestId));
  },
};

/** Resource Groups. */
export const restJson: Protocol = {
  read(operation, request) {
    const body = readJson(operation.schema[4], request.body, { isRest: true });
    return { ...body, ...readAddress(operation, request) };
  },
  answer(_service, operation, output, requestId) {
    return json(200, requestId, writeJson(operation.schema[5], output, { isRest: true }), "application/json");
  },
  refuse(_service, error, requestId) {
    const document = JSON.stringify({ Message: error.message, ...error.members });
    const response = json(error.status, requestId, document, "application/json");
    return { ...response, headers: { ...response.headers, "x-amzn-errortype": error.code } };
  },
};

type Binding = { method: string; path: string };

function bindingOf({ schema }: Operation): Binding | undefined {
  const traits = schema[3];
  if (typeof traits !== "object" || !traits.http) return undefined;
  const [method, path] = traits.http;
  return { method, path: path.split("?")[0] as string };
}

/** Whether a request of a REST protocol means this operation. */
export function isAddressedTo(operation: Operation, request: WireRequest): boolean {
  const binding = bindingOf(operation);
  return (
    binding !== undefined && binding.method === request.method && labelsOf(binding, request) !== undefined
  );
}

/** The path's `{Label}`s by name, or undefined where the path is another one. `{Label+}` swallows slashes. */
function labelsOf(binding: Binding, request: WireRequest): Record<string, string> | undefined {
  const names: string[] = [];
  const pattern = binding.path.replace(/\{(\w+)(\+?)\}/g, (_, name: string, greedy: string) => {
    names.push(name);
    return greedy ? "(.+)" : "([^/]+)";
  });
  const match = new RegExp(`^${pattern}/?$`).exec(request.url.pathname);
  if (!match) return undefined;
  return Object.fromEntries(
    names.map((name, index) => [name, decodeURIComponent(match[index + 1] as string)]),
  );
}

function readAddress(operation: Operation, request: WireRequest): Record<string, unknown> {
  const binding = bindingOf(operation);
  const input = NormalizedSchema.of(operation.schema[4]);
  const value: Record<string, unknown> = {};
  if (!binding || !input.isStructSchema()) return value;
  const labels = labelsOf(binding, request) ?? {};
  for (const [name, member] of input.structIterator()) {
    const { httpQuery, httpLabel } = member.getMergedTraits();
    const text = httpLabel ? labels[name] : httpQuery ? request.url.searchParams.get(httpQuery) : null;
    if (text !== null && text !== undefined) value[name] = readSimple(member, text, name);
  }
  return value;
}
