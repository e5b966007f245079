import { defineNetworkFix } from "../network/define-network-fix.ts";
import { ipv6AddressIn } from "../network/endpoint-interfaces.ts";
import { modifyEndpoint } from "../network/modify-endpoint.ts";
import type { Situation } from "../network/situation.ts";

export const makeEndpointDualStack = defineNetworkFix({
  id: "make-endpoint-dual-stack",
  causes: ["endpoint-address-family"],
  about: {
    does: "A dual-stack endpoint answers with IPv4 and IPv6 addresses. All of its subnets need a block of IPv6 for that. On IPv6 the agent uses the dual-stack names of the services.",
    risk: { level: "low", sentence: "Its addresses of today stay as they are." },
  },
  title: ({ subject }) => `Give ${subject.id} addresses of both families`,
  changes(situation) {
    const { scope, subject } = situation;
    const endpoint = endpointOf(situation);
    if (endpoint === undefined || !areReady(situation)) return [];
    const former = endpoint.ipAddressType ?? "ipv4";
    return [
      modifyEndpoint(scope, {
        ...{ endpointId: subject.id, name: "make-dual-stack", choice: "Modify settings" },
        title: `Make ${subject.id} dual stack`,
        why: "It has addresses of one family alone, and the nodes have only the other one.",
        changes: `${subject.id} has addresses of both families and answers with both.`,
        input: { IpAddressType: "dualstack", DnsOptions: { DnsRecordIpType: "dualstack" } },
        undo: {
          sentence: `Make it ${former} again.`,
          input: { IpAddressType: former, DnsOptions: { DnsRecordIpType: former } },
        },
        terraform: { ip_address_type: "dualstack" },
        cloudformation: { IpAddressType: "dualstack", DnsOptions: { DnsRecordIpType: "dualstack" } },
        becomes: (standing) => ({ ...standing, ipAddressType: "dualstack", dnsRecordIpType: "dualstack" }),
        interfaces: (standing, snapshot) =>
          standing.map((each, index) => {
            const subnet = snapshot.get("subnet", each.subnetId ?? "");
            const address = subnet && ipv6AddressIn(subnet, index);
            return each.ipv6Addresses.length > 0 || address === undefined
              ? each
              : { ...each, ipv6Addresses: [address] };
          }),
      }),
    ];
  },
});

function endpointOf({ snapshot, subject }: Situation) {
  return snapshot.get("vpc-endpoint", subject.id);
}

/** AWS refuses it where a subnet of the endpoint lacks one of the families. */
function areReady(situation: Situation): boolean {
  const endpoint = endpointOf(situation);
  return (endpoint?.subnetIds ?? []).every((id) => {
    const subnet = situation.snapshot.get("subnet", id);
    return subnet !== undefined && subnet.ipv6CidrBlocks.length > 0 && subnet.cidrBlock !== null;
  });
}
