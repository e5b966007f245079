import { defineNetworkFix } from "../network/define-network-fix.ts";
import { privateNames } from "../network/endpoint-services.ts";
import { modifyEndpoint } from "../network/modify-endpoint.ts";
import { switchOnDns } from "../network/vpc-dns-changes.ts";

export const enableEndpointPrivateDns = defineNetworkFix({
  id: "enable-endpoint-private-dns",
  causes: ["endpoint-private-dns-off"],
  about: {
    does: "The agent calls the service by its regional name. With private DNS that name leads to the endpoint, which stands there already.",
    risk: {
      level: "medium",
      sentence:
        "Everything in the VPC reaches the service through the endpoint from then on, what goes by the internet today included.",
    },
  },
  title: ({ subject }) => `Let the service's name lead to ${subject.id}`,
  changes({ scope, snapshot, subject }) {
    const endpoint = snapshot.get("vpc-endpoint", subject.id);
    const vpc = snapshot.get("vpc", endpoint?.vpcId ?? "");
    if (endpoint === undefined || vpc === undefined) return [];
    const { privateDnsEnabled, privateDnsOnlyForInboundResolverEndpoint: isForResolver } = endpoint;
    const options = (isOnly: boolean) =>
      isForResolver === true ? { DnsOptions: { PrivateDnsOnlyForInboundResolverEndpoint: isOnly } } : {};
    return [
      ...switchOnDns(
        scope,
        snapshot,
        vpc,
        ["enableDnsSupport", "enableDnsHostnames"],
        "AWS gives an endpoint private DNS only where the VPC has both.",
      ),
      modifyEndpoint(scope, {
        ...{ endpointId: endpoint.id, name: "enable-private-dns", choice: "Modify private DNS name" },
        title: `Switch on private DNS of ${endpoint.id}`,
        why: "Without it the service's name leads to public addresses, and the endpoint stands unused.",
        changes: `The service's name leads to ${endpoint.id} for everything in ${vpc.id}.`,
        input: { PrivateDnsEnabled: true, ...options(false) },
        undo: {
          sentence: "Switch private DNS off again.",
          input: { PrivateDnsEnabled: privateDnsEnabled ?? false, ...options(true) },
        },
        terraform: { private_dns_enabled: true },
        cloudformation: { PrivateDnsEnabled: true, ...options(false) },
        becomes: (standing) => ({
          ...standing,
          privateDnsEnabled: true,
          dnsNames: [...new Set([...standing.dnsNames, ...privateNames(scope, standing.serviceName)])],
          privateDnsOnlyForInboundResolverEndpoint: isForResolver === true ? false : isForResolver,
        }),
      }),
    ];
  },
});
