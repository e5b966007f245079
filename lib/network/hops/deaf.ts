import type { FoundHost } from "../find-host.ts";
import type { Part } from "../part.ts";
import type { Terrain } from "../terrain.ts";
import { unusedAddress } from "./address.ts";
import { stoppedPart } from "./instance.ts";

/** What is there and takes no connection: a NAT gateway, and a machine that does not run. Null where neither is known. */
export function deafPart(
  terrain: Terrain,
  label: string,
  { host, isNatGateway, instance }: Extract<FoundHost, { kind: "host" }>,
): Part | null {
  if (isNatGateway) return unusedAddress(label, host.vpcId ?? "", true);
  if (instance === undefined) return null;
  const stopped = stoppedPart(terrain, instance);
  return stopped === null ? null : { ...stopped, hop: "service", obstacle: atService(stopped) };
}

function atService({ obstacle }: Part): Part["obstacle"] {
  return obstacle === null ? null : { ...obstacle, hop: "service" };
}
