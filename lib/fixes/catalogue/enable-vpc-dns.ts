import { defineNetworkFix } from "../network/define-network-fix.ts";
import { switchOnDns } from "../network/vpc-dns-changes.ts";

export const enableVpcDns = defineNetworkFix({
  id: "enable-vpc-dns",
  causes: ["vpc-dns-disabled"],
  about: {
    does: "DNS resolution lets names resolve at all; DNS hostnames let the private names of endpoints hold. EC2 takes one of them in a call.",
    risk: {
      level: "low",
      sentence:
        "Names begin to resolve. Where endpoints have private DNS, everything in the VPC reaches their services through them from then on.",
    },
  },
  title: ({ subject }) => `Switch on DNS in ${subject.id}`,
  changes({ scope, snapshot, subject }) {
    const vpc = snapshot.get("vpc", subject.id);
    if (vpc === undefined) return [];
    const hasPrivateNames = snapshot
      .of("vpc", vpc.id, "vpc-endpoint")
      .some(({ type, privateDnsEnabled }) => type === "Interface" && privateDnsEnabled === true);
    return switchOnDns(
      scope,
      snapshot,
      vpc,
      hasPrivateNames ? ["enableDnsSupport", "enableDnsHostnames"] : ["enableDnsSupport"],
      "Without it the names of the services do not lead to where they are reached.",
    );
  },
});
