import type { Destination } from "../destination.ts";
import type { Flow } from "../flow.ts";
import { block, type Part, type Place, pass, unread, words } from "../part.ts";
import type { Terrain } from "../terrain.ts";

/** A gateway endpoint carries the prefixes of its own service, in TCP and pings. Null where the endpoint is of another type. */
export function gatewayEndpointPart(
  terrain: Terrain,
  endpointId: string,
  destination: Destination,
  flow: Flow,
): Part | null {
  const resource = { kind: "vpc-endpoint" as const, id: endpointId };
  const place: Place = { hop: "endpoint", isBack: false, resources: [resource] };
  const reading = terrain.facts.get("vpc-endpoint", endpointId);
  if (reading.gap !== null) return unread(place, reading.gap);
  const endpoint = reading.value;
  if (endpoint?.type !== "Gateway") return null;
  const evidence = (field: string, value: unknown, sentence: string) => [
    terrain.facts.evidence(resource, field, value, sentence),
  ];
  if (endpoint.state !== null && endpoint.state !== "available") {
    const sentence = `${endpointId} is ${endpoint.state}.`;
    const blame = { cause: "endpoint-unavailable", subject: resource, code: "BAD_STATE" } as const;
    return block(place, blame, () =>
      words(endpoint.state ?? "", sentence, evidence("State", endpoint.state, sentence)),
    );
  }
  if (flow.protocol !== "tcp" && flow.protocol !== "icmp") {
    const sentence = `${endpointId} carries TCP and pings only.`;
    const blame = {
      cause: "endpoint-unavailable",
      subject: resource,
      code: "VPCE_GATEWAY_PROTOCOL_RESTRICTION",
    } as const;
    return block(place, blame, () => words("other protocol", sentence));
  }
  const sentence = `${endpointId} carries ${destination.label} to ${endpoint.serviceName}.`;
  return pass(place, () =>
    words("available", sentence, evidence("ServiceName", endpoint.serviceName, sentence)),
  );
}
