import { causeText } from "./cause-text.ts";

const noInboundOnNode = {
  belief: "Open inbound 443, SSH or Remote Desktop on the node, so that Systems Manager gets in",
  correct:
    "The agent opens all its connections outwards, and the node needs no inbound rule. The one inbound 443 that matters is on the endpoint's group.",
};
const anySubnetWorks = {
  belief: "An endpoint must stand in the instance's own subnet or zone",
  correct: "Any subnet of the VPC will do; the same zone is cheaper and safer against an outage.",
};
const publicIsNotEnough = {
  belief: "The instance has a public address, so it is reached",
  correct:
    "It needs an active route to an attached gateway as well, egress on 443, DNS, and no endpoint in between that is broken.",
};
const noFallback = {
  belief: "A NAT gateway is a fallback for a broken endpoint",
  correct: "With private DNS the name leads to the endpoint alone.",
};

/** Causes of the way from a node to Systems Manager, in the order of its hops. */
export const networkTexts = {
  "vpc-dns-disabled": causeText({
    title: "DNS is switched off in the VPC",
    meaning:
      "Without DNS support no name resolves by Amazon's resolver. Without DNS hostnames the private names of endpoints do not hold, and names lead to public addresses.",
    looksLike: ["All nodes of a VPC are silent", "no such host in the agent's log"],
    blames: "vpc",
    rows: ["DNS-01", "DNS-02"],
    fix: "Switch on DNS support, and DNS hostnames where endpoints have private DNS.",
  }),
  "resolver-unprovable": causeText({
    title: "Its names are resolved by somebody else",
    meaning:
      "The DHCP options name resolvers other than Amazon's. What these answer is in no API: they may forward, or lead to an address that nobody expects.",
    looksLike: ["A path that cannot be proved", "Nodes of one VPC that are silent while all else fits"],
    blames: "dhcp-options",
    rows: ["DNS-03"],
    fix: "Ask the resolver on the host; let it forward the names of AWS to the VPC's own resolver.",
  }),
  "endpoint-missing": causeText({
    title: "There is no endpoint, and no other way",
    meaning:
      "A VPC without a way to the Internet needs interface endpoints for ssm and for ssmmessages. One of them is missing.",
    looksLike: [
      "Nodes in private subnets that never register",
      "Online, and the session channel closed, where only ssmmessages is missing",
    ],
    blames: "vpc",
    rows: ["VPCE-01", "VPCE-06"],
    beliefs: [
      {
        belief: "An endpoint for ec2messages is always needed",
        correct:
          "Agents from 3.3.40.0 on do without once ssmmessages works, and newer Regions do not have it.",
      },
      anySubnetWorks,
    ],
    fix: "Create the interface endpoint with private DNS, in a subnet for each zone, with a group that admits 443 from the nodes.",
  }),
  "endpoint-unavailable": causeText({
    title: "The endpoint is not available",
    meaning:
      "It exists, and waits to be accepted, failed, or is being deleted. Its name leads to it or to nothing all the same.",
    looksLike: ["All nodes of a VPC are lost at once"],
    blames: "vpc-endpoint",
    rows: ["VPCE-02"],
    beliefs: [noFallback],
    fix: "Accept it where it waits; else delete it and create it anew.",
  }),
  "endpoint-private-dns-off": causeText({
    title: "The endpoint has no private DNS",
    meaning:
      "Without private DNS the service's name leads to public addresses. The endpoint is there, nothing goes to it, and there is no way to the Internet.",
    looksLike: ["An endpoint exists, and private nodes are silent"],
    blames: "vpc-endpoint",
    rows: ["VPCE-03"],
    fix: "Switch on private DNS of the endpoint; the VPC needs DNS support and DNS hostnames for it.",
  }),
  "endpoint-address-family": causeText({
    title: "The endpoint has no address of the node's family",
    meaning: "A node that has IPv6 alone cannot use an endpoint that has IPv4 alone.",
    looksLike: ["Only nodes of IPv6 subnets are silent"],
    blames: "vpc-endpoint",
    rows: ["VPCE-07"],
    fix: "Make the endpoint dual stack.",
  }),
  "endpoint-security-group-blocks": causeText({
    title: "The endpoint's security groups do not let the node in",
    meaning:
      "The endpoint's own groups must admit TCP 443 from the node. Where none was named when it was created it has the VPC's default group, which admits itself alone.",
    looksLike: [
      "i/o timeout in the agent's log",
      "Nodes of one group are silent, and others of the VPC answer",
    ],
    blames: "security-group",
    rows: ["VPCE-04", "VPCE-08"],
    beliefs: [noInboundOnNode, noFallback],
    fix: "Admit TCP 443 from the node's group, or from the VPC's addresses, on the endpoint's group.",
  }),
  "security-group-egress-blocks": causeText({
    title: "The node's security groups do not let it out",
    meaning: "None of the node's groups has an outbound rule for TCP 443 to where Systems Manager is for it.",
    looksLike: ["i/o timeout in the agent's log", "Nodes with one group are silent"],
    blames: "security-group",
    rows: ["SG-01", "SG-02"],
    beliefs: [noInboundOnNode],
    fix: "Let TCP 443 out to the endpoint's group or, where it goes by the Internet, to everywhere.",
  }),
  "network-acl-egress-blocks": causeText({
    title: "The subnet's network ACL does not let it out",
    meaning: "The first entry that fits decides, and for TCP 443 on its way out that is one which denies.",
    looksLike: ["All nodes of a subnet are silent"],
    blames: "network-acl",
    rows: ["NACL-01"],
    fix: "Allow TCP 443 outbound with a number lower than the entry that denies it.",
  }),
  "network-acl-ingress-blocks": causeText({
    title: "The subnet's network ACL does not let the answer in",
    meaning:
      "A network ACL remembers no connections. Answers come to a port from 1024 to 65535, and need an entry of their own.",
    looksLike: ["Connections that never complete", "All nodes of a subnet are silent"],
    blames: "network-acl",
    rows: ["NACL-02"],
    beliefs: [
      {
        belief: "Allowing 443 outbound is enough",
        correct: "For a security group it is. An ACL has to admit the answers, too.",
      },
    ],
    fix: "Allow TCP 1024 to 65535 inbound with a number lower than the entry that denies it.",
  }),
  "endpoint-network-acl-blocks": causeText({
    title: "The network ACL of the endpoint's subnet blocks",
    meaning:
      "The endpoint stands in another subnet, whose ACL has to admit 443 from the node and let the answer out. Names lead to each of an endpoint's subnets in turn, so one bad subnet is felt now and then.",
    looksLike: ["Nodes that come and go", "Timeouts that do not last"],
    blames: "network-acl",
    rows: ["NACL-03"],
    fix: "Allow TCP 443 in and 1024 to 65535 out there, for all of the endpoint's subnets.",
  }),
  "nat-network-acl-blocks": causeText({
    title: "The network ACL of the NAT gateway's subnet blocks",
    meaning: "What goes by a NAT gateway passes its subnet's ACL four times: in and out, there and back.",
    looksLike: ["All private nodes of a zone are silent"],
    blames: "network-acl",
    rows: ["NACL-04"],
    fix: "Allow there 443 in from the nodes and out to the Internet, and 1024 to 65535 both ways.",
  }),
  "route-missing": causeText({
    title: "There is no route out",
    meaning:
      "The subnet's route table has no route to where Systems Manager is. A default route to a peering connection leads nowhere: a peer does not pass on what is not for it.",
    looksLike: ["Nodes in a new subnet that never register"],
    blames: "route-table",
    rows: ["RT-01", "RT-02"],
    beliefs: [publicIsNotEnough],
    fix: "Add a default route to a NAT gateway or an internet gateway, or do without one by interface endpoints.",
  }),
  "route-blackhole": causeText({
    title: "The route leads to something that is gone",
    meaning: "A route stays when its target is deleted, and then swallows what it matches.",
    looksLike: ["All nodes behind a NAT gateway are lost at once", "A route in the state blackhole"],
    blames: "route-table",
    rows: ["RT-02"],
    fix: "Replace the route's target with one that exists.",
  }),
  "public-address-missing": causeText({
    title: "It goes by an internet gateway and has no public address",
    meaning:
      "An internet gateway passes on only what has a public IPv4 address of its own, or a global IPv6 address.",
    looksLike: ["A node in a public subnet that never registers"],
    blames: "network-interface",
    rows: ["RT-03"],
    fix: "Give it an Elastic IP, move it behind a NAT gateway, or use interface endpoints.",
  }),
  "internet-gateway-detached": causeText({
    title: "The internet gateway is not attached",
    meaning: "The route names a gateway that belongs to no VPC, or to another one.",
    looksLike: ["All public nodes and NAT gateways of a VPC are cut off"],
    blames: "internet-gateway",
    rows: ["RT-04"],
    fix: "Attach the gateway to the VPC, or route to the one that is attached.",
  }),
  "nat-gateway-unavailable": causeText({
    title: "The NAT gateway is not available",
    meaning: "It failed, is being deleted, or is not ready. Everything that is routed to it is lost.",
    looksLike: ["All private nodes of a zone are lost at once"],
    blames: "nat-gateway",
    rows: ["RT-05"],
    fix: "Create a new one and route to it; a failed one tells why in its failure message.",
  }),
  "nat-gateway-has-no-way-out": causeText({
    title: "The NAT gateway has no way out",
    meaning:
      "It stands in a subnet that has no route to an internet gateway, or has no public address. A public NAT gateway belongs in a public subnet.",
    looksLike: ["A NAT gateway that is available, and nodes behind it that are silent"],
    blames: "nat-gateway",
    rows: ["RT-05"],
    fix: "Route its subnet to an internet gateway, or create it in a public subnet.",
  }),
  "ipv6-path-missing": causeText({
    title: "There is no way out by IPv6",
    meaning:
      "The node has IPv6 alone, and its subnet no route for it: neither to an egress-only gateway or an internet gateway, nor to a NAT gateway by way of NAT64.",
    looksLike: ["Only nodes of IPv6 subnets are silent"],
    blames: "subnet",
    rows: ["RT-06"],
    fix: "Add a route for ::/0 to an egress-only gateway, or 64:ff9b::/96 to a NAT gateway with DNS64. Agents before 3.3.3270.0 need the latter.",
  }),
  "public-access-blocked": causeText({
    title: "Block Public Access is in the way",
    meaning:
      "The Region blocks internet gateways for its VPCs, whatever their routes say. Blocked both ways NAT gateways are cut off as well; blocked inwards, nodes that use an internet gateway directly.",
    looksLike: ["Everything looks right, and all VPCs of a Region are cut off"],
    blames: ["vpc", "subnet"],
    rows: ["BPA-01"],
    fix: "Exclude the VPC or subnet, or use interface endpoints, which no gateway is part of.",
  }),
  "path-unprovable": causeText({
    title: "The way leads where configuration shows nothing",
    meaning:
      "It goes by a transit gateway, an appliance, a firewall, or a network of another account. Whether that lets it through is in no API that can be read here.",
    looksLike: ["A path that ends at a transit gateway or an appliance", "Silent nodes in a VPC of a spoke"],
    blames: [
      "transit-gateway",
      "network-interface",
      "peering-connection",
      "virtual-private-gateway",
      "subnet",
    ],
    rows: ["RT-07", "RT-08"],
    fix: "Ask whoever owns the hop, or test from the node. Endpoints in its own VPC do without the hop.",
  }),
};
