import { defineUnprovableCheck } from "../unprovable-check.ts";

export const pathUnprovable = defineUnprovableCheck({
  id: "path-unprovable",
  title: "The path goes on where configuration does not show",
  passTitle: "The path can be followed to its end",
  why: `Behind a transit gateway, a VPN, a peering connection, an appliance or a firewall, and in subnets of another account,
    somebody else decides. Whether a packet comes through is neither proved nor disproved from here.`,
  rows: ["RT-07", "RT-08"],
  cause: "path-unprovable",
  hops: ["peering-connection", "transit-gateway", "virtual-private-gateway", "appliance", "service"],
});
