import type { RouteTarget } from "../../model/documents/route-table.ts";
import type { Gap } from "../../model/gap.ts";
import type { HopKind } from "../../model/path.ts";
import { block, type Part, type Place, unprovable, unread, words } from "../part.ts";
import type { Sender } from "../sender.ts";
import type { Terrain } from "../terrain.ts";
import { notDescribed } from "./internet-gateway.ts";

/** A target behind which routing and filtering stand elsewhere: the hop, and as much as can be said of it. */
export function darkPart(
  terrain: Terrain,
  target: Exclude<
    RouteTarget,
    { kind: "local" | "internet-gateway" | "nat-gateway" | "egress-only-gateway" | "peering-connection" }
  >,
  sender: Sender,
  tableId: string,
): Part {
  switch (target.kind) {
    case "transit-gateway":
      return transitGatewayPart(terrain, target.id, sender, tableId);
    case "network-interface":
      return appliancePart(terrain, target, tableId);
    case "vpc-endpoint":
      return unseen(
        "appliance",
        { kind: "vpc-endpoint", id: target.id },
        `the owner of the appliances behind ${target.id}`,
        `${target.id} hands packets to the appliances of a Gateway Load Balancer, and what they let pass is in no API.`,
      );
    case "virtual-private-gateway":
      return unseen(
        "virtual-private-gateway",
        { kind: target.kind, id: target.id },
        `whoever runs the network behind ${target.id}`,
        `${target.id} leads into a network that is not AWS's, by VPN or Direct Connect.`,
      );
    case "core-network":
      return unseen(
        "transit-gateway",
        { kind: target.kind, id: target.arn },
        "whoever runs the core network",
        "The route leads into a Cloud WAN core network, whose policy is kept elsewhere.",
      );
    case "local-gateway":
    case "carrier-gateway":
      return unseen(
        "appliance",
        { kind: target.kind, id: target.id },
        `whoever runs the network behind ${target.id}`,
        `${target.id} leads out of the Region, where nothing can be seen from here.`,
      );
    case "unrecognised":
      return unseen(
        "route",
        { kind: "route-table", id: tableId },
        `whoever keeps ${tableId}`,
        `A route of ${tableId} leads to a kind of target that Muster does not know.`,
      );
  }
}

function unseen(
  hop: HopKind,
  subject: { kind: string; id: string },
  whoCanTell: string,
  sentence: string,
): Part {
  const place: Place = { hop, isBack: false, resources: [subject] };
  const doubt = { cause: "path-unprovable", subject, code: "UNKNOWN_DESTINATION", whoCanTell } as const;
  return unprovable(place, doubt, () => words("cannot be seen", sentence));
}

/** A packet from a zone in which the attachment has no subnet dies, although the route looks right. */
function transitGatewayPart(terrain: Terrain, id: string, sender: Sender, tableId: string): Part {
  const subject = { kind: "transit-gateway", id };
  const place: Place = { hop: "transit-gateway", isBack: false, resources: [subject] };
  const reading = terrain.facts.of("vpc", sender.vpcId, "transit-gateway-attachment");
  const doubt = {
    cause: "path-unprovable",
    subject,
    code: "TGW_RTB_ROUTES_ARE_UNKNOWN",
    whoCanTell: `whoever runs transit gateway ${id}`,
  } as const;
  const dark = unprovable(place, doubt, () =>
    words(
      "routes not known",
      `${id} decides by tables of its own where packets go on, and they are not read here.`,
    ),
  );
  if (reading.gap !== null) return alsoUnread(dark, reading.gap);
  const attached = reading.value.filter(
    ({ transitGatewayId, state }) =>
      transitGatewayId === id && state !== "deleted" && state !== "failed" && state !== "rejected",
  );
  const own = terrain.subnet(sender.subnetId);
  const zone = own.value?.zoneId ?? null;
  const zones = attached
    .flatMap(({ subnetIds }) => subnetIds)
    .map((subnetId) => terrain.subnet(subnetId).value?.zoneId ?? null);
  if (own.gap !== null && zones.length > 0) return alsoUnread(dark, own.gap);
  const isServed = zones.length === 0 || zone === null || zones.includes(null) || zones.includes(zone);
  if (isServed) return dark;
  const sentence = `The attachment of ${id} has no subnet in ${zone}, where the packets come from: they die at the route.`;
  const blame = {
    cause: "route-missing",
    subject: { kind: "route-table", id: tableId },
    code: "TGW_ROUTE_AZ_RESTRICTION",
  } as const;
  return block(place, blame, () => {
    const evidence = attached.map((attachment) =>
      terrain.facts.evidence(
        { kind: "transit-gateway-attachment", id: attachment.id },
        "SubnetIds",
        attachment.subnetIds,
        sentence,
      ),
    );
    return words("not in zone", sentence, evidence);
  });
}

/** In the dark as it is, a read that is missing could still have shown that nothing gets there. */
function alsoUnread(part: Part, gap: Gap): Part {
  return { ...part, uncertainties: [...part.uncertainties, { because: "gap", gap, hop: part.hop }] };
}

/** An interface that forwards for others must not check whom packets are for. */
function appliancePart(
  terrain: Terrain,
  target: { id: string; instanceId: string | null },
  tableId: string,
): Part {
  const subject = { kind: "network-interface", id: target.id };
  const place: Place = { hop: "appliance", isBack: false, resources: [subject] };
  const check = sourceDestCheckOf(terrain, target);
  if ("gap" in check) return unread(place, check.gap);
  if (check.isOn === true) {
    const sentence = `${target.id} checks source and destination, so it drops packets that are not for itself.`;
    const blame = {
      cause: "route-missing",
      subject: { kind: "route-table", id: tableId },
      code: "ENI_SOURCE_DEST_CHECK_RESTRICTION",
    } as const;
    return block(place, blame, () =>
      words("checks source, destination", sentence, [
        terrain.facts.evidence(
          { kind: "network-interface", id: target.id },
          "SourceDestCheck",
          true,
          sentence,
        ),
      ]),
    );
  }
  const doubt = {
    ...notDescribed("network-interface", target.id),
    code: "UNSUPPORTED_COMPONENT",
    whoCanTell: `whoever runs the appliance behind ${target.id}`,
  };
  return unprovable(place, doubt, () =>
    words(
      "cannot be seen",
      `${target.id} is the interface of an appliance, and what it lets pass is in no API.`,
    ),
  );
}

function sourceDestCheckOf(
  terrain: Terrain,
  { id, instanceId }: { id: string; instanceId: string | null },
): { isOn: boolean | null } | { gap: NonNullable<ReturnType<Terrain["subnet"]>["gap"]> } {
  const reading = terrain.facts.get("network-interface", id);
  if (reading.gap === null) return { isOn: reading.value?.sourceDestCheck ?? null };
  const instance = instanceId === null ? undefined : terrain.facts.get("instance", instanceId).value;
  const own = instance?.networkInterfaces.find((each) => each.id === id);
  return own === undefined ? { gap: reading.gap } : { isOn: own.sourceDestCheck };
}
