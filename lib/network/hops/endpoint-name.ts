import type { VpcEndpoint } from "../../model/documents/vpc-endpoint.ts";
import type { Gap } from "../../model/gap.ts";
import { serversOf } from "../name-facts.ts";
import { block, type Part, type Place, pass, unprovable, unread, words } from "../part.ts";
import type { Terrain } from "../terrain.ts";
import { notDescribed } from "./internet-gateway.ts";
import { serversUnproved, supportOffFor } from "./name.ts";

const place = (id: string): Place => ({
  hop: "name",
  isBack: false,
  resources: [{ kind: "vpc-endpoint", id }],
});

/** An endpoint's own name resolves wherever public names do. */
export function nameOfEndpoint(terrain: Terrain, vpcId: string, { id }: VpcEndpoint, name: string): Part {
  const vpc = terrain.vpc(vpcId);
  if (vpc.gap !== null) return unread(place(id), vpc.gap);
  const servers = serversOf(terrain, vpc.value);
  if (servers.kind === "gap") return unread(place(id), servers.gap);
  if (servers.kind !== "amazon") return serversUnproved(terrain, name, servers);
  if (vpc.value !== undefined) {
    const support = terrain.facts.part("vpc", vpc.value, "enableDnsSupport");
    if (support.gap !== null) return unread(place(id), support.gap);
    if (!support.value) return supportOffFor(terrain, name, vpc.value);
  }
  const sentence = `${name} is a public name with the private addresses of ${id}.`;
  return pass(place(id), () => words("the endpoint's own name", sentence));
}

export function unreadEndpoint(gap: Gap): Part {
  return unread({ hop: "name", isBack: false, resources: [] }, gap);
}

export function endpointNotDescribed(id: string): Part {
  const sentence = `${id} is not described here, so where it stands is not known.`;
  return unprovable(place(id), notDescribed("vpc-endpoint", id), () => words("not described", sentence));
}

export function withoutAddress({ facts }: Terrain, { id, type }: VpcEndpoint): Part {
  const subject = { kind: "vpc-endpoint" as const, id };
  const isGateway = type === "Gateway";
  const sentence = isGateway
    ? `${id} is a gateway endpoint: routes lead to it, and it has no address. Ask for its service.`
    : `${id} hands packets of routes to a load balancer: it takes no connection.`;
  const blame = { cause: "target-malformed", subject, code: "NO_SOURCE_OR_DESTINATION" } as const;
  return block({ hop: "endpoint", isBack: false, resources: [subject] }, blame, () =>
    words("no address", sentence, [facts.evidence(subject, "VpcEndpointType", type, sentence)]),
  );
}

export function notInZone({ facts }: Terrain, { id, subnetIds }: VpcEndpoint, zone: string): Part {
  const subject = { kind: "vpc-endpoint" as const, id };
  const sentence = `${id} stands in no subnet of ${zone}, so that zone's name of it does not resolve.`;
  const blame = { cause: "endpoint-unavailable", subject, code: "NO_POSSIBLE_DESTINATION" } as const;
  return block({ hop: "endpoint", isBack: false, resources: [subject] }, blame, () =>
    words("not in this zone", sentence, [facts.evidence(subject, "SubnetIds", subnetIds, sentence)]),
  );
}
