import type { Operation } from "../cloud/operation.ts";
import { isServiceName, type ServiceName, serviceNamed, services } from "../cloud/service.ts";
import { parseScope } from "./credentials.ts";
import { formOf } from "./query.ts";
import type { WireRequest } from "./request.ts";
import { isAddressedTo } from "./rest.ts";

/** What a request asks for, as far as it says. */
export type Asked = { service: ServiceName; operationName: string; operation?: Operation };

/**
 * The signature names the service; an unsigned request is told by its target or action, so that it can be refused in
 * the right protocol. Undefined where nothing tells.
 */
export function identify(operations: readonly Operation[], request: WireRequest): Asked | undefined {
  const service = serviceOf(operations, request);
  if (!service) return undefined;
  const mine = operations.filter((operation) => operation.service === service);
  const { protocol } = serviceNamed(service);
  if (protocol === "restXml" || protocol === "restJson") {
    const operation = mine.find((candidate) => isAddressedTo(candidate, request));
    return { service, operation, operationName: operation?.name ?? request.url.pathname };
  }
  const operationName = protocol === "awsJson" ? targetOf(request).operation : actionOf(request);
  return { service, operationName, operation: mine.find(({ name }) => name === operationName) };
}

function serviceOf(operations: readonly Operation[], request: WireRequest): ServiceName | undefined {
  const signedFor = parseScope(request)?.service;
  if (signedFor !== undefined) return isServiceName(signedFor) ? signedFor : undefined;
  const { prefix } = targetOf(request);
  if (prefix) {
    return (Object.keys(services) as ServiceName[]).find((name) => {
      const { target } = serviceNamed(name);
      return target !== undefined && (prefix === target || prefix.endsWith(`.${target}`));
    });
  }
  const action = actionOf(request);
  return operations.find((operation) =>
    action ? operation.name === action : isAddressedTo(operation, request),
  )?.service;
}

/** `AmazonSSM.SendCommand`; CloudTrail's prefix may itself have dots. */
function targetOf({ method, headers }: WireRequest): { prefix: string; operation: string } {
  const target = method === "POST" ? String(headers["x-amz-target"] ?? "") : "";
  const dot = target.lastIndexOf(".");
  return { prefix: target.slice(0, Math.max(dot, 0)), operation: target.slice(dot + 1) };
}

function actionOf(request: WireRequest): string {
  return formOf(request).children.get("Action")?.value ?? "";
}
