import { isIP } from "node:net";
import { FleetError } from "../model/fleet-error.ts";
import type { TraceQuestion } from "../network/network.ts";
import { hasPorts, protocols } from "../routes/reach.ts";

/** A connection as a person asks about it. */
export type TraceInput = {
  from: string;
  /** An address, or a service: `ssm`, `com.amazonaws.eu-west-1.ssm` or `ssm.eu-west-1.amazonaws.com`. */
  to: string;
  /** `tcp` unless told. */
  protocol?: string | undefined;
  /** 443 unless told, where the protocol has ports. */
  port?: number | undefined;
};

const defaultPort = 443;

/** Reads the question, or refuses it by the field that is wrong. */
export function parseTraceQuestion({ from, to, protocol = "tcp", port }: TraceInput): TraceQuestion {
  if (!/^(i|eni|mi)-[0-9a-z-]+$/.test(from))
    throw wrong("from", `must be an instance or an interface, as i-… or eni-…; it is "${from}"`);
  const known = protocols.find((each) => each === protocol.toLowerCase());
  if (known === undefined)
    throw wrong("protocol", `must be one of ${protocols.join(", ")}; it is "${protocol}"`);
  if (!hasPorts(known) && port !== undefined)
    throw wrong("port", `must be left out, as ${known} has no ports`);
  if (port !== undefined && !(Number.isInteger(port) && port >= 1 && port <= 65_535))
    throw wrong("port", `must be a port from 1 to 65535; it is ${port}`);
  return {
    from,
    to: parseDestination(to),
    protocol: known,
    port: hasPorts(known) ? (port ?? defaultPort) : null,
  };
}

function parseDestination(to: string): TraceQuestion["to"] {
  const text = to.trim().toLowerCase();
  if (isIP(text) !== 0) return { address: text };
  const service = serviceIn(text);
  if (service !== undefined) return { service };
  throw wrong("to", `must be an address, or an AWS service as ssm or s3; it is "${to}"`);
}

/** A service's short name out of its endpoint's name, its DNS name, or itself. */
function serviceIn(text: string): string | undefined {
  const label = "[a-z0-9]+(?:[-.][a-z0-9]+)*";
  const forms = [
    new RegExp(`^(?:com|cn\\.com)\\.amazonaws\\.[a-z0-9-]+\\.(${label})$`),
    new RegExp(
      `^(${label})\\.[a-z]{2,}(?:-[a-z]+)+-\\d+\\.(?:amazonaws\\.com(?:\\.cn)?|amazonaws\\.eu|api\\.aws)$`,
    ),
    /^([a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/,
  ];
  for (const form of forms) {
    const service = form.exec(text)?.[1];
    if (service !== undefined) return service;
  }
  return undefined;
}

function wrong(field: keyof TraceInput, message: string): FleetError {
  return new FleetError("invalid-input", `${field} ${message}.`, { field });
}
