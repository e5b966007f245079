import type { HostedZoneSummary, VPCRegion } from "@aws-sdk/client-route-53";
import type { HostedZone } from "../model/documents/hosted-zone.ts";
import { defineCollector } from "./define-collector.ts";
import { all, inParallel } from "./listing.ts";
import { required } from "./parsing.ts";
import type { Stored } from "./stored.ts";

type ZoneOfVpc = HostedZoneSummary & { VPCId: string };

/** Route 53 counts five calls a second for the whole account. */
const together = 2;

export const hostedZones = defineCollector({
  kind: "hosted-zone",
  actions: ["route53:ListHostedZonesByVPC"],
  // A permission that most would rather not give, and one call a VPC.
  isOptional: true,
  needs: { vpc: ({ id }) => [id] },
  async *read(reader, { needed }) {
    const ask = async (VPCId: string): Promise<ZoneOfVpc[]> => {
      const input = { VPCId, VPCRegion: reader.scope.region as VPCRegion };
      const pages = reader.pages("route53:ListHostedZonesByVPC", input);
      const zones = await all(pages, (answer) => answer.HostedZoneSummaries);
      return zones.map((zone) => ({ ...zone, VPCId }));
    };
    for await (const zones of inParallel(needed("vpc"), together, ask)) {
      yield { items: zones.map((zone) => ({ id: `${zone.VPCId}/${zone.HostedZoneId}`, body: zone })) };
    }
  },
  parse: toHostedZone,
});

export function toHostedZone(zone: Stored<ZoneOfVpc>): HostedZone {
  const vpcId = required(zone.VPCId, "VPCId");
  const zoneId = required(zone.HostedZoneId, "HostedZoneId");
  return {
    id: `${vpcId}/${zoneId}`,
    vpcId,
    zoneId,
    name: required(zone.Name, "Name"),
    owningAccount: zone.Owner?.OwningAccount ?? null,
    owningService: zone.Owner?.OwningService ?? null,
  };
}
