import type { VpcEndpoint } from "../../model/documents/vpc-endpoint.ts";
import type { Destination } from "../destination.ts";
import { isEmpty } from "../interval-set.ts";
import { block, type Part, type Place, pass, unprovable, unread, words } from "../part.ts";
import type { Terrain } from "../terrain.ts";
import { notDescribed } from "./internet-gateway.ts";

/** An interface endpoint itself: it works, it has an interface, and one of the family that is asked for. */
export function endpointPart(terrain: Terrain, endpoint: VpcEndpoint, destination: Destination): Part {
  const resource = { kind: "vpc-endpoint" as const, id: endpoint.id };
  const place: Place = { hop: "endpoint", isBack: false, resources: [resource] };
  const evidence = (field: string, value: unknown, sentence: string) => [
    terrain.facts.evidence(resource, field, value, sentence),
  ];
  if (!isAvailable(endpoint)) {
    const sentence = unavailableSentence(endpoint);
    const blame = { cause: "endpoint-unavailable", subject: resource, code: "BAD_STATE" } as const;
    return block(place, blame, () =>
      words(endpoint.state ?? "", sentence, evidence("State", endpoint.state, sentence)),
    );
  }
  if (endpoint.networkInterfaceIds.length === 0 && endpoint.subnetIds.length === 0) {
    const sentence = `${endpoint.id} stands in no subnet, so it has no address.`;
    const blame = { cause: "endpoint-unavailable", subject: resource, code: "BAD_STATE" } as const;
    return block(place, blame, () =>
      words("no subnet", sentence, evidence("SubnetIds", endpoint.subnetIds, sentence)),
    );
  }
  if (isEmpty(destination.addresses) && !destination.isOneOfMany) {
    const sentence = `${endpoint.id} has no IPv${destination.family} address (${endpoint.ipAddressType ?? "its type is not told"}).`;
    const blame = {
      cause: "endpoint-address-family",
      subject: resource,
      code: "ADDRESS_FAMILY_MISMATCH",
    } as const;
    return block(place, blame, () =>
      words(
        `no IPv${destination.family} address`,
        sentence,
        evidence("IpAddressType", endpoint.ipAddressType, sentence),
      ),
    );
  }
  const { unknownSubnetId } = destination;
  if (unknownSubnetId !== undefined) return unknownSubnet(terrain, place, endpoint, unknownSubnetId);
  const sentence = `${endpoint.id} is available.`;
  return pass(place, () => words("available", sentence, evidence("State", endpoint.state, sentence)));
}

/** Without its interfaces an endpoint is somewhere in its subnets; without those, nobody can say where. */
function unknownSubnet(terrain: Terrain, place: Place, endpoint: VpcEndpoint, id: string): Part {
  const { gap } = terrain.subnet(id);
  if (gap !== null) return unread(place, gap);
  return unprovable(place, notDescribed("subnet", id), () =>
    words("subnet not described", `${id}, in which ${endpoint.id} stands, is not described here.`),
  );
}

/** `partial`: some of its zones work, and its names answer with those. */
export function isAvailable({ state }: VpcEndpoint): boolean {
  return state === null || state.toLowerCase() === "available" || state.toLowerCase() === "partial";
}

export function unavailableSentence({ id, state, failure }: VpcEndpoint): string {
  const why = failure === null ? "" : ` (${failure.replace(/\.$/, "")})`;
  return `${id} ${stateWords[state?.toLowerCase() ?? ""] ?? `is ${state}`}${why}.`;
}

const stateWords: Readonly<Record<string, string>> = {
  pendingacceptance: "waits to be accepted",
  pending: "is not ready yet",
  failed: "has failed",
  rejected: "was rejected by the service's owner",
  expired: "was not accepted in time",
  deleting: "is being deleted",
  deleted: "was deleted",
};
