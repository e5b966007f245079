import type { Region } from "../../cloud/world.ts";
import type { AccountName, RegionName } from "../demo-accounts.ts";
import { accountIds } from "../demo-accounts.ts";
import type { Estate } from "../estate.ts";
import { addInternetGateway } from "./gateways.ts";
import type { Ground } from "./ground.ts";
import { ec2Of } from "./ground.ts";
import { addNetworkAcl, openEntries } from "./network-acls.ts";
import { addRouteTable, route } from "./route-tables.ts";
import { addDefaultGroup } from "./security-groups.ts";
import { addSubnet } from "./subnets.ts";
import { emptyGround, registerVpc } from "./vpc-shell.ts";

/** The VPC that AWS makes in every Region of a new account, and that nobody here uses. */
export function addDefaultVpc(estate: Estate, region: Region): void {
  const account = (Object.keys(accountIds) as AccountName[]).find(
    (name) => accountIds[name] === region.account,
  );
  if (!account) throw new Error(`the demo has no account ${region.account}`);
  const ground: Ground = emptyGround(estate, {
    ...{ account, region: region.name as RegionName, name: "default", prefix: "172.31", ipv6Prefix: null },
  });
  registerVpc(estate, ground, { isDefault: true, dnsSupport: true, dnsHostnames: true });
  const subnets = ground.zones.map((zone, index) =>
    addSubnet(estate, ground, {
      name: `default-${zone.name.slice(-1)}`,
      zone,
      cidr: `172.31.${16 * index}.0/20`,
      mapsPublicAddresses: true,
    }),
  );
  for (const id of subnets) {
    const subnet = ec2Of(estate, ground).subnets.get(id);
    if (subnet) Object.assign(subnet, { DefaultForAz: true, Tags: [] });
  }
  addNetworkAcl(estate, ground, {
    name: "default",
    isDefault: true,
    entries: openEntries(false),
    subnetIds: subnets,
  });
  addDefaultGroup(estate, ground);
  const GatewayId = addInternetGateway(estate, ground);
  addRouteTable(estate, ground, {
    name: "main",
    isMain: true,
    routes: [route("0.0.0.0/0", { GatewayId })],
    subnetIds: [],
  });
}
