import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { FleetError } from "../model/fleet-error.ts";
import type { TraceQuestion } from "../network/network.ts";
import { hasPorts, type Protocol } from "../routes/reach.ts";
import { parseEndpointWord } from "./endpoint-word.ts";
import { isKnownService } from "./known-services.ts";
import { parseServiceWord } from "./service-word.ts";

/** A connection as a person asks about it. */
export type TraceInput = {
  from: string;
  /**
   * An address, an endpoint by its id or a DNS name of its own, or a service: `ssm`, `com.amazonaws.eu-west-1.ssm`,
   * `ssm.eu-west-1.amazonaws.com` or a URL of it.
   */
  to: string;
  /** `tcp` unless told. */
  protocol?: string | undefined;
  /** 443 unless told, where the protocol has ports. */
  port?: number | undefined;
};

const defaultPort = 443;

/** By name, and by the number that AWS and others give them. */
const protocolWords: Readonly<Record<string, Protocol>> = {
  ...{ tcp: "tcp", 6: "tcp", udp: "udp", 17: "udp" },
  ...{ icmp: "icmp", 1: "icmp", icmpv6: "icmp", 58: "icmp", ping: "icmp" },
  ...{ all: "all", any: "all", "-1": "all" },
};

/** Reads the question about a node of `region`, or refuses it by the field that is wrong. */
export function parseTraceQuestion(
  { from, to, protocol = "tcp", port }: TraceInput,
  region: string | null = null,
): TraceQuestion {
  if (!/^(i|eni|mi)-[0-9a-z-]+$/.test(from))
    throw wrong("from", `must be an instance or an interface, as i-… or eni-…; it is "${from}"`);
  if (from.startsWith("mi-"))
    throw wrong("from", `${from} is a hybrid node: what stands on its network is in no API of AWS`);
  const known = protocolWords[protocol.trim().toLowerCase()];
  if (known === undefined)
    throw wrong("protocol", `must be one of tcp, udp, icmp and all, or its number; it is "${protocol}"`);
  if (!hasPorts(known) && port !== undefined)
    throw wrong("port", `must be left out, as ${known} has no ports`);
  if (port !== undefined && !(Number.isInteger(port) && port >= 1 && port <= 65_535))
    throw wrong("port", `must be a port from 1 to 65535; it is ${port}`);
  return {
    from,
    to: parseDestination(to, region),
    protocol: known,
    port: hasPorts(known) ? (port ?? defaultPort) : null,
  };
}

function parseDestination(to: string, region: string | null): TraceQuestion["to"] {
  const text = hostIn(to.trim().toLowerCase());
  if (isIP(text) !== 0) {
    const address = ipaddr.process(text.replace(/%.*$/, "")).toString();
    if (isOfNobody(address)) throw wrong("to", `must be an address that packets are sent to; it is "${to}"`);
    return { address };
  }
  const endpoint = parseEndpointWord(text);
  const found = endpoint ?? parseServiceWord(text);
  if (found === undefined)
    throw wrong("to", `must be an address, or an AWS service as ssm or s3; ${noted(to, text)}`);
  if ("service" in found && found.region === null && !isKnownService(found.service))
    throw wrong("to", `must be a service that is known here, or its host; "${to}" is none`);
  if (region !== null && found.region !== null && found.region !== region) {
    const message = `names a service of ${found.region}, and the node is in ${region}: ask for one of its addresses`;
    throw wrong("to", message);
  }
  if ("service" in found) return { service: found.service };
  const { id, name, zone } = found;
  return { endpoint: { id, name, zone } };
}

/** What somebody wrote, and what could be asked instead. */
function noted(to: string, text: string): string {
  if (/^(i|eni|mi)-[0-9a-f]+$/.test(text)) return `"${to}" is a machine: ask for one of its addresses`;
  if (/^[0-9a-f.:]+\/\d+$/.test(text)) return `"${to}" is a block: ask for one address in it`;
  const isHost = /^[a-z0-9_*-]+(\.[a-z0-9_-]+)*\.[a-z][a-z0-9-]+$/.test(text);
  return isHost
    ? `what the host name "${to}" leads to is in no API: ask for one of its addresses`
    : `it is "${to}"`;
}

/** The host of a URL, and an address out of the brackets that URLs put it in. */
function hostIn(text: string): string {
  const host = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/.exec(text)?.[1] ?? text;
  const bracketed = /^\[([^\]]*)\](?::\d+)?$/.exec(host)?.[1];
  if (bracketed !== undefined) return bracketed;
  const isAddress = isIP(host) !== 0;
  return isAddress ? host : host.replace(/:\d+$/, "").replace(/\.$/, "");
}

/** Loopback, unspecified, broadcast and multicast: no machine of a VPC is called by these. */
function isOfNobody(text: string): boolean {
  return /^(127\.|0\.|22[4-9]\.|2[3-5]\d\.)/.test(text) || /^(::1?|ff[0-9a-f]{2}:.*)$/.test(text);
}

function wrong(field: keyof TraceInput, message: string): FleetError {
  return new FleetError("invalid-input", `${field} ${message}.`, { field });
}
