import type { FoundHost } from "../find-host.ts";
import { block, type Part, unprovable, words } from "../part.ts";
import type { Terrain } from "../terrain.ts";
import { unusedAddress } from "./address.ts";
import { stoppedPart } from "./instance.ts";

/**
 * What is there and takes no connection: a NAT gateway, an interface that no machine has, and a machine that does not run.
 * Null where none of it is known. What an interface that carries packets of routes does with those to itself AWS does not say.
 */
export function deafPart(
  terrain: Terrain,
  label: string,
  { host, isNatGateway, isOfRoutes, isUnattached, instance }: Extract<FoundHost, { kind: "host" }>,
): Part | null {
  if (isNatGateway) return unusedAddress(label, host.vpcId ?? "", true);
  if (isUnattached && host.interfaceId !== null) return spareInterface(terrain, label, host.interfaceId);
  if (isOfRoutes && host.interfaceId !== null) return ofRoutes(label, host.interfaceId);
  if (instance === undefined) return null;
  const stopped = stoppedPart(terrain, instance);
  return stopped === null ? null : { ...stopped, hop: "service", obstacle: atService(stopped) };
}

function spareInterface({ facts }: Terrain, label: string, id: string): Part {
  const subject = { kind: "network-interface" as const, id };
  const sentence = `${label} is that of ${id}, which is attached to nothing.`;
  const blame = { cause: "instance-not-found", subject, code: "NO_POSSIBLE_DESTINATION" } as const;
  return block({ hop: "service", isBack: false, resources: [subject] }, blame, () =>
    words("not attached", sentence, [facts.evidence(subject, "Status", "available", sentence)]),
  );
}

function ofRoutes(label: string, id: string): Part {
  const subject = { kind: "network-interface", id };
  const sentence = `${label} is that of ${id}, which carries what routes lead to it, and whether it takes connections of its own is not known.`;
  const doubt = {
    cause: "path-unprovable",
    subject,
    code: "UNSUPPORTED_COMPONENT",
    whoCanTell: `whoever runs ${id}`,
  } as const;
  return unprovable({ hop: "service", isBack: false, resources: [subject] }, doubt, () =>
    words("carries others' packets", sentence),
  );
}

function atService({ obstacle }: Part): Part["obstacle"] {
  return obstacle === null ? null : { ...obstacle, hop: "service" };
}
