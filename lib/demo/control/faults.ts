import type { Service } from "../cloud/service.ts";
import { internalError, throttled } from "../wire/refusals.ts";
import type { WireResponse } from "../wire/request.ts";
import type { Endpoint } from "./endpoint.ts";
import { type CallScope, concerns, type Fault } from "./settings.ts";

const html = `<html><head><title>503 Service Temporarily Unavailable</title></head>
<body><center><h1>503 Service Temporarily Unavailable</h1></center></body></html>
`;

/**
 * Whether a call is hit, and by what: an answer that is none of AWS's, silence, or a torn connection. Throws where AWS
 * itself would refuse.
 */
export function strike(
  endpoint: Endpoint,
  call: CallScope,
  service: Service,
): WireResponse | "hang" | "reset" | undefined {
  const fault = endpoint.settings.faults.rules.find((rule) => hits(endpoint, rule, call));
  switch (fault?.kind) {
    case undefined:
      return undefined;
    case "throttle":
      throw throttled(service);
    case "error":
      throw internalError(service);
    case "html":
      return { status: 503, headers: { "content-type": "text/html" }, body: html };
    case "empty":
      return { status: 200, headers: {}, body: "" };
    default:
      return fault?.kind;
  }
}

function hits(endpoint: Endpoint, fault: Fault, call: CallScope): boolean {
  const strikes = endpoint.strikes.get(fault) ?? 0;
  if (!concerns(fault, call) || strikes >= (fault.times ?? Number.POSITIVE_INFINITY)) return false;
  if (endpoint.random() >= fault.rate) return false;
  endpoint.strikes.set(fault, strikes + 1);
  return true;
}
