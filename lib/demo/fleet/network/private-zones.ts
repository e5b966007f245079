import type { RegionName } from "../demo-accounts.ts";
import type { Estate } from "../estate.ts";
import { regionOf } from "../estate.ts";
import type { Ground } from "./ground.ts";

/** Associates a private hosted zone with the VPC. */
export function addPrivateZone(estate: Estate, ground: Ground, name: string): void {
  const region = regionOf(estate, ground.account, ground.region satisfies RegionName);
  const zones = region.hostedZones.get(ground.vpcId) ?? [];
  const digits = estate.ids.hex(`zone/${ground.accountId}/${name}`, 18).toUpperCase();
  zones.push({
    HostedZoneId: `Z0${digits}`,
    Name: name,
    Owner: { OwningAccount: ground.accountId },
  });
  region.hostedZones.set(ground.vpcId, zones);
}
