import { aDocument } from "../../testing/a-document.ts";
import { describeWalkthrough } from "../../testing/describe-network-fix.ts";
import { changed, privateSubnetWithNat } from "../../testing/documented-vpcs.ts";
import { askTheResolver } from "./ask-the-resolver.ts";

describeWalkthrough(askTheResolver, {
  fits: [
    {
      name: "servers of one's own",
      parts: changed(privateSubnetWithNat, "dhcp-options", "dopt-1", { domainNameServers: ["10.9.0.2"] }),
      cause: "resolver-unprovable dhcp-options/dopt-1",
      says: /i-1.*nslookup ssm\.eu-west-1\.amazonaws\.com.*Whoever runs 10\.9\.0\.2/,
    },
    {
      name: "a private zone that answers for the name",
      parts: {
        ...privateSubnetWithNat,
        "hosted-zone": [aDocument("hosted-zone", "vpc-1/Z1", { name: "eu-west-1.amazonaws.com." })],
      },
      cause: "resolver-unprovable hosted-zone/vpc-1/Z1",
      says: /the private zone eu-west-1\.amazonaws\.com/,
    },
  ],
});
