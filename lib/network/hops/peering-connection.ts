import type { PeeredVpc } from "../../model/documents/peering-connection.ts";
import { intervalsOf, privateSpace } from "../address.ts";
import { type IntervalSet, overlaps, toSet } from "../interval-set.ts";
import { block, type Part, type Place, pass, unprovable, unread, words } from "../part.ts";
import type { Sender } from "../sender.ts";
import { privateSpace6 } from "../special-addresses.ts";
import type { Terrain } from "../terrain.ts";
import { notDescribed } from "./internet-gateway.ts";

/** A peering connection carries addresses of the two VPCs and nothing else: nobody gets to the internet through a peer. */
export function peeringPart(
  terrain: Terrain,
  id: string,
  sender: Sender,
  addresses: IntervalSet,
  tableId: string,
): { part: Part; peer: PeeredVpc | null } {
  const place: Place = {
    hop: "peering-connection",
    isBack: false,
    resources: [{ kind: "peering-connection", id }],
  };
  const reading = terrain.facts.get("peering-connection", id);
  if (reading.gap !== null) return { part: unread(place, reading.gap), peer: null };
  const connection = reading.value;
  const table = { kind: "route-table", id: tableId };
  const isPublic = !overlaps(addresses, sender.family === 4 ? privateSpace : privateSpace6);
  if (connection === undefined) {
    if (isPublic) {
      const sentence = `${id} leads to another VPC, and nobody gets to a public service through a peer: this route leads nowhere.`;
      return {
        part: block(
          place,
          { cause: "route-missing", subject: table, code: "PCX_REQUIRES_ADDRESS_IN_VPC_CIDR" },
          () => words("leads to a VPC only", sentence),
        ),
        peer: null,
      };
    }
    const part = unprovable(place, notDescribed("peering-connection", id), () =>
      words("not described", `${id} is not described here.`),
    );
    return { part, peer: null };
  }
  const { facts } = terrain;
  const { status } = connection;
  if (status !== null && status !== "active") {
    const sentence = `${id} is ${status}, so nothing passes.`;
    const part = block(place, { cause: "route-blackhole", subject: table, code: "BAD_STATE" }, () =>
      words(status, sentence, [
        facts.evidence({ kind: "peering-connection", id }, "Status.Code", status, sentence),
      ]),
    );
    return { part, peer: null };
  }
  const peer = connection.requester.vpcId === sender.vpcId ? connection.accepter : connection.requester;
  const blocks = toSet(
    intervalsOf(sender.family === 4 ? peer.cidrBlocks : peer.ipv6CidrBlocks, sender.family),
  );
  if (blocks.length === 0 && sender.family === 4 && !isPublic) {
    const sentence = `Which addresses ${peer.vpcId ?? "the peer"} has behind ${id} is not told here.`;
    const part = unprovable(place, notDescribed("peering-connection", id), () =>
      words("peer's blocks not told", sentence),
    );
    return { part, peer: null };
  }
  if (!overlaps(blocks, addresses)) {
    const sentence = `${id} carries addresses of ${peer.vpcId ?? "the peer"} alone, and none that is not in its blocks: this route leads nowhere.`;
    const part = block(
      place,
      { cause: "route-missing", subject: table, code: "PCX_REQUIRES_ADDRESS_IN_VPC_CIDR" },
      () =>
        words("carries peer addresses only", sentence, [
          facts.evidence(
            { kind: "peering-connection", id },
            "AccepterVpcInfo.CidrBlockSet",
            peer.cidrBlocks,
            sentence,
          ),
        ]),
    );
    return { part, peer: null };
  }
  const sentence = `${id} is active and carries addresses of ${peer.vpcId}.`;
  const part = pass(place, () =>
    words("active", sentence, [
      facts.evidence({ kind: "peering-connection", id }, "Status.Code", status, sentence),
    ]),
  );
  return { part, peer };
}
