import { formatAddress } from "../address.ts";
import type { NodeInterface } from "../node-interface.ts";
import { type Part, pass, words } from "../part.ts";
import type { Terrain } from "../terrain.ts";

/** The interface from which the packet leaves, and at which the answer arrives. */
export function interfacePart(own: NodeInterface, isBack = false): Part {
  const resource = { kind: "network-interface", id: own.id };
  const address = formatAddress(own.address);
  const sentence = isBack
    ? `The answer arrives at ${own.id}.`
    : `${own.id} sends from ${address}${own.hasPublicAddress ? ", which has a public counterpart" : ""}.`;
  return pass({ hop: "interface", isBack, resources: [resource] }, () =>
    words(isBack ? "arrives" : address, sentence),
  );
}

/** Nothing sends from an interface without a machine, and people ask what one would meet. */
export function unattached({ facts }: Terrain, id: string): Part {
  const resource = { kind: "network-interface" as const, id };
  const sentence = `${id} is attached to nothing: this is what a machine that had it would meet.`;
  const place = { hop: "interface", isBack: false, resources: [resource] } as const;
  return pass(
    place,
    () => words("not attached", sentence, [facts.evidence(resource, "Status", "available", sentence)]),
    [{ code: "UNASSOCIATED_COMPONENT", sentence }],
  );
}
