import type { Family } from "../address.ts";
import type { NodeInterface } from "../node-interface.ts";
import { block, type Part, type Place, pass, unprovable, words } from "../part.ts";
import { notDescribed } from "./internet-gateway.ts";

const place: Place = { hop: "service", isBack: false, resources: [] };

/** The machine answers itself: such a packet never comes to the interface. */
export function ofItself(text: string): Part {
  const sentence = `${text} is an address of the node itself: nothing of the network is asked.`;
  return pass(place, () => words("its own address", sentence));
}

/** Routes and gateways carry no link-local address, and which neighbour has one is in no API. */
export function linkLocal(text: string): Part {
  const doubt = {
    cause: "path-unprovable",
    subject: { kind: "service", id: text },
    code: "UNKNOWN_DESTINATION",
    whoCanTell: "the node itself",
  } as const;
  const sentence = `${text} is link-local: it never leaves the subnet, and nothing that AWS shows has it.`;
  return unprovable(place, doubt, () => words("link-local", sentence));
}

/** An address of the VPC at which nothing listens; another account's interface may, where the VPC is not ours. */
export function unusedAddress(text: string, vpcId: string, isOwn: boolean): Part {
  const subject = { kind: "vpc", id: vpcId };
  if (!isOwn) {
    const sentence = `No interface of ${vpcId} that can be seen from here has ${text}.`;
    return unprovable(place, notDescribed("vpc", vpcId), () => words("not seen", sentence));
  }
  const blame = { cause: "instance-not-found", subject, code: "NO_POSSIBLE_DESTINATION" } as const;
  return block(place, blame, () =>
    words("nobody there", `No interface of ${vpcId} takes connections at ${text}.`),
  );
}

export function noAddress(text: string): Part {
  const subject = { kind: "service", id: text };
  const blame = { cause: "target-malformed", subject, code: "NO_SOURCE_OR_DESTINATION" } as const;
  return block(place, blame, () => words("no address", `${text} is no IP address.`));
}

export function familyMissing({ id, subnetId }: NodeInterface, family: Family): Part {
  const blame = {
    cause: family === 6 ? "ipv6-path-missing" : "public-address-missing",
    subject: family === 6 ? { kind: "subnet", id: subnetId } : { kind: "network-interface", id },
    code: "UNASSOCIATED_COMPONENT",
  } as const;
  const resources = [{ kind: "network-interface", id }];
  return block({ hop: "interface", isBack: false, resources }, blame, () =>
    words(`no IPv${family} address`, `${id} has no IPv${family} address to send from.`),
  );
}
