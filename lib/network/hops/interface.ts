import { formatAddress } from "../address.ts";
import type { NodeInterface } from "../node-interface.ts";
import { type Part, pass, words } from "../part.ts";

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
