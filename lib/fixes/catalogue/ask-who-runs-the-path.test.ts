import { aDocument } from "../../testing/a-document.ts";
import { describeWalkthrough } from "../../testing/describe-network-fix.ts";
import { changed, localRoute, privateSubnetWithNat, route } from "../../testing/documented-vpcs.ts";
import { askWhoRunsThePath } from "./ask-who-runs-the-path.ts";

const by = (target: Parameters<typeof route>[1]) =>
  changed(privateSubnetWithNat, "route-table", "rtb-private", {
    routes: [localRoute, route("0.0.0.0/0", target)],
  });

describeWalkthrough(askWhoRunsThePath, {
  fits: [
    {
      name: "a transit gateway",
      parts: by({ kind: "transit-gateway", id: "tgw-1" }),
      cause: "path-unprovable transit-gateway/tgw-1",
      says: /curl .*ssm\.eu-west-1.*whoever runs the transit gateway.*tgw-1.*attachment/,
    },
    {
      name: "a network behind a VPN",
      parts: by({ kind: "virtual-private-gateway", id: "vgw-1" }),
      cause: "path-unprovable virtual-private-gateway/vgw-1",
      says: /behind the VPN.*firewall/,
    },
    {
      name: "an appliance",
      parts: {
        ...by({ kind: "network-interface", id: "eni-fw", instanceId: null }),
        "network-interface": [aDocument("network-interface", "eni-fw", { sourceDestCheck: false })],
      },
      cause: "path-unprovable network-interface/eni-fw",
      says: /whoever runs the appliance.*forwards/,
    },
  ],
});
