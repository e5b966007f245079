import type { Subject } from "../../model/cause.ts";
import type { Evidence } from "../../model/verdict.ts";
import { privateSpace } from "../address.ts";
import { holderOf } from "../find-host.ts";
import { type IntervalSet, overlaps } from "../interval-set.ts";
import {
  type Blame,
  block,
  type Doubtful,
  type Part,
  type Place,
  pass,
  unprovable,
  unread,
  type Words,
  words,
} from "../part.ts";
import type { Sender } from "../sender.ts";
import { privateSpace6, sharedSpace } from "../special-addresses.ts";
import type { Terrain } from "../terrain.ts";
import { publicAccess } from "./public-access.ts";

/** How a packet comes to the gateway: from the sender itself, or translated by a NAT gateway. */
export type Arrival = { kind: "direct"; sender: Sender } | { kind: "translated"; subnetId: string | null };

/** Stands for the interface of whoever asks, in a part that many nodes share. */
export const ownInterface: Subject = { kind: "network-interface", id: "" };

/** The internet gateway. Everything that is wrong with it is told, so that nobody mends one thing to meet the next. */
export function internetGatewayParts(
  terrain: Terrain,
  gatewayId: string,
  vpcId: string,
  addresses: IntervalSet,
  arrival: Arrival,
): Part[] {
  const place: Place = {
    hop: "internet-gateway",
    isBack: false,
    resources: [{ kind: "internet-gateway", id: gatewayId }],
  };
  const attachment = attachmentPart(terrain, place, { kind: "internet-gateway", id: gatewayId }, vpcId, {
    cause: "internet-gateway-detached",
    subject: { kind: "internet-gateway", id: gatewayId },
    code: "BAD_STATE_ATTACHMENT",
  });
  const isDirect = arrival.kind === "direct";
  const subnetId = isDirect ? arrival.sender.subnetId : arrival.subnetId;
  const detached = attachment.state === "pass" ? [] : [attachment];
  const blocked = publicAccessPart(terrain, place, { vpcId, subnetId }, isDirect);
  // Behind a NAT gateway the route's end is asked before what is closed to it; a packet from the node itself is stopped by Block
  // Public Access, then for want of an address, and then by the gateway.
  const trouble: Part[] = isDirect ? [] : detached;
  if (blocked !== null) trouble.push(blocked);
  if (isPrivate(addresses)) trouble.push(privateDestination(place, vpcId, addresses));
  if (isDirect) {
    const { sender } = arrival;
    if (sender.family === 4 && !sender.hasPublicAddress)
      trouble.push(addressMissing(terrain, place, gatewayId));
    if (sender.family === 6 && isPrivate(sender.addresses)) trouble.push(privateSource(place, sender));
    trouble.push(...detached);
  }
  return trouble.length > 0 ? trouble : [attachment];
}

/** An egress-only gateway: IPv6, outbound, attached to the VPC. */
export function egressOnlyGatewayParts(
  terrain: Terrain,
  gatewayId: string,
  sender: Sender,
  addresses: IntervalSet,
): Part[] {
  const resource = { kind: "egress-only-gateway" as const, id: gatewayId };
  const place: Place = { hop: "egress-only-gateway", isBack: false, resources: [resource] };
  const subject = { kind: "subnet", id: sender.subnetId };
  const attachment = attachmentPart(terrain, place, resource, sender.vpcId, {
    cause: "ipv6-path-missing",
    subject,
    code: "BAD_STATE_ATTACHMENT",
  });
  const trouble: Part[] = attachment.state === "pass" ? [] : [attachment];
  const blocked = publicAccessPart(terrain, place, sender, false);
  if (blocked !== null) trouble.push(blocked);
  if (isPrivate(addresses)) trouble.push(privateDestination(place, sender.vpcId, addresses));
  if (isPrivate(sender.addresses)) trouble.push(privateSource(place, sender));
  return trouble.length > 0 ? trouble : [attachment];
}

function attachmentPart(
  terrain: Terrain,
  place: Place,
  { kind, id }: { kind: "internet-gateway" | "egress-only-gateway"; id: string },
  vpcId: string,
  blame: Blame,
): Part {
  const gateway = terrain.facts.get(kind, id);
  if (gateway.gap !== null) return unread(place, gateway.gap);
  if (gateway.value === undefined) return undescribedTarget(place, kind, id);
  const { attachments } = gateway.value;
  const own = attachments.find((each) => each.vpcId === vpcId);
  const state = own?.state ?? null;
  const isAttached = own !== undefined && (state === null || state === "available" || state === "attached");
  const describe = (): Words => {
    const sentence = isAttached
      ? `${id} is attached to ${vpcId}.`
      : `${id} is not attached to ${vpcId}${state === null ? "" : `: its attachment is ${state}`}.`;
    return words(isAttached ? "attached" : "not attached", sentence, [
      terrain.facts.evidence({ kind, id }, "Attachments", attachments, sentence),
    ]);
  };
  return isAttached ? pass(place, describe) : block(place, blame, describe);
}

/**
 * An active route leads to it, and no reading has it: it belongs to another account, or came or went while AWS was read.
 * What is gone for good shows in the route itself, which is a blackhole then.
 */
export function undescribedTarget(place: Place, kind: string, id: string): Part {
  return unprovable(place, notDescribed(kind, id), () =>
    words("not described", `The route leads to ${id}, which is not described here.`),
  );
}

export function notDescribed(kind: string, id: string): Doubtful {
  return {
    cause: "path-unprovable",
    subject: { kind, id },
    code: "UNKNOWN_RESOURCE",
    whoCanTell: `the account that owns ${id}`,
  };
}

/** Null where Block Public Access lets the traffic pass. */
export function publicAccessPart(
  terrain: Terrain,
  place: Place,
  where: { vpcId: string; subnetId: string | null },
  isDirect: boolean,
): Part | null {
  const access = publicAccess(terrain, where, isDirect ? "direct" : "outbound-only");
  if (access.outcome === "blocked") return block(place, access.blame, access.words);
  if (access.outcome === "open") return null;
  const { reservation } = access;
  return "gap" in reservation
    ? unread(place, reservation.gap)
    : unprovable(place, reservation, () => words("not known", reservation.sentence));
}

function isPrivate(addresses: IntervalSet): boolean {
  return overlaps(privateSpace, addresses) || overlaps(privateSpace6, addresses);
}

function privateDestination(place: Place, vpcId: string, addresses: IntervalSet): Part {
  const number = overlaps(sharedSpace, addresses) ? "RFC6598" : "RFC1918";
  const blame: Blame = {
    cause: "route-missing",
    subject: { kind: "vpc", id: vpcId },
    code: `IGW_DESTINATION_ADDRESS_NOT_IN_${number}_EGRESS`,
  };
  return block(place, blame, () =>
    words("drops private addresses", "An internet gateway drops packets to private addresses."),
  );
}

/** Unique local addresses of IPv6 lead nowhere on the internet, and nothing translates them here. */
function privateSource(place: Place, { subnetId }: Sender): Part {
  const blame: Blame = {
    cause: "ipv6-path-missing",
    subject: { kind: "subnet", id: subnetId },
    code: "IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS",
  };
  const sentence = `The IPv6 addresses of ${subnetId} are private, and no answer from the internet finds them.`;
  return block(place, blame, () => words("private IPv6 address", sentence));
}

function addressMissing(terrain: Terrain, place: Place, gatewayId: string): Part {
  const toPart = (id: string): Part => {
    const name = id === "" ? "The interface" : id;
    const sentence = `${name} has no public address for its primary private one, and ${gatewayId} lets nothing out without.`;
    return block(
      place,
      {
        cause: "public-address-missing",
        subject: { kind: "network-interface", id },
        code: "IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS",
      },
      () => words("no public address", sentence, addressEvidence(terrain, id, sentence)),
    );
  };
  return { ...toPart(ownInterface.id), maybe: null, toOwn: toPart };
}

/** By the instance that has it, as that is always read with its node, else by the interface itself. */
function addressEvidence(terrain: Terrain, id: string, sentence: string): Evidence[] {
  const { facts } = terrain;
  const holder = holderOf(terrain, id);
  if (holder !== undefined) {
    const instance = { kind: "instance", id: holder.id } as const;
    return [facts.evidence(instance, "NetworkInterfaces[].Association", null, sentence)];
  }
  if (facts.get("network-interface", id).value === undefined) return [];
  return [facts.evidence({ kind: "network-interface", id }, "Association", null, sentence)];
}
