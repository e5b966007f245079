import type { VpcEndpoint } from "../../model/documents/vpc-endpoint.ts";
import type { Destination } from "../destination.ts";
import type { Flow } from "../flow.ts";
import { contains, type IntervalSet, type Point, toSet } from "../interval-set.ts";
import { type Part, unprovable, words } from "../part.ts";
import type { Terrain } from "../terrain.ts";
import { notDescribed } from "./internet-gateway.ts";
import { admit, groupsPart, meantFor, type Peer } from "./security-group.ts";

/** Whom the groups of a destination's interfaces let in for sure: asked for every sender, so it is computed once. */
export type Door = { isOpen: boolean; addresses: IntervalSet; memberGroupIds: ReadonlySet<string> };

export function doorOf(terrain: Terrain, destination: Destination, flow: Flow): Door {
  const { securityGroupIds: groupIds, ground = terrain } = destination;
  const rules = groupIds.map((id) => ground.groupRules(id, "ingress", flow).value);
  return {
    isOpen: groupIds.length === 0 && destination.endpoint === null,
    addresses: toSet(rules.flatMap((each) => each?.granted.flat() ?? [])),
    memberGroupIds: new Set(rules.flatMap((each) => [...(each?.groupIds ?? [])])),
  };
}

export function letsInAddress({ isOpen, addresses }: Door, address: Point): boolean {
  return isOpen || contains(addresses, address);
}

/** The groups of the other side's interfaces, which ask who sends: by its private address, or by its groups. */
export function inboundPart(
  terrain: Terrain,
  destination: Destination,
  flow: Flow,
  peer: Peer,
  name: string,
): Part {
  const { securityGroupIds: groupIds, ground = terrain } = destination;
  if (groupIds.length === 0 && destination.endpoint !== null) return groupsNotTold(destination.endpoint);
  const sender = { addresses: peer.addresses, family: destination.family, service: null, isOneOfMany: false };
  const admissions = groupIds.map((id) =>
    admit(id, meantFor(ground.groupRules(id, "ingress", flow), sender), peer.addresses, [peer]),
  );
  const part = groupsPart({
    terrain: ground,
    place: {
      hop: "security-group-in",
      isBack: false,
      resources: groupIds.map((id) => ({ kind: "security-group", id })),
    },
    direction: "ingress",
    destination: { ...destination, addresses: peer.addresses, isOneOfMany: false, isHypothetical: false },
    flow,
    admissions,
    peer: name,
    isTranslated: peer.securityGroupIds.length === 0,
  });
  // What it tells apart are senders, and there is one.
  return ground.locate({ ...part, maybe: null });
}

/** Every interface endpoint has a group, so where none is told there is one that is not known. */
function groupsNotTold({ id }: VpcEndpoint): Part {
  const place = { hop: "security-group-in", isBack: false, resources: [] } as const;
  return unprovable(place, notDescribed("vpc-endpoint", id), () =>
    words("groups not told", `Which groups ${id} has is not told here.`),
  );
}
