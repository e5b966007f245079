import type { Destination } from "../destination.ts";
import { type Part, pass, words } from "../part.ts";

/** The end of the way: whether the service answers is not the network's business. */
export function servicePart(destination: Destination): Part {
  return pass({ hop: "service", isBack: false, resources: [] }, () =>
    words("reached", `The packet arrives at ${destination.label}.`),
  );
}
