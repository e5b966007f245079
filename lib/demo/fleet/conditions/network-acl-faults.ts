import type { Ec2State } from "../../cloud/world.ts";
import type { Estate } from "../estate.ts";
import { day, hour } from "../estate.ts";
import type { Ground } from "../network/ground.ts";
import { aclEntry, addNetworkAcl, openEntries } from "../network/network-acls.ts";
import { extraSubnet } from "./extra-subnet.ts";
import { aclAdmits, aclOfSubnet, regionIn, servicePeers } from "./facts.ts";
import { plant } from "./plant.ts";
import { isolatedVpc, mainGround, ownVpc, standNodes } from "./stand.ts";

export function plantNetworkAclFaults(estate: Estate): void {
  plantDeniedOut(estate);
  plantDroppedReplies(estate);
  plantRepliesFromVpcOnly(estate);
  plantEndpointSubnets(estate);
  plantNatSubnets(estate);
}

function plantDeniedOut(estate: Estate): void {
  const ground = mainGround(estate, "staging", "us-east-1");
  const { subnetId, aclId } = extraSubnet(estate, ground, {
    name: "private-locked",
    block: 41,
    entries: [aclEntry("out", 90, "deny", { ports: [443, 443] }), ...openEntries(false)],
  });
  const nodes = standNodes(estate, ground, {
    service: "stg-api",
    names: ["stg-api-4", "stg-api-5"],
    subnetId,
  });
  plant(estate, ground, {
    id: "acl-denies-https-out",
    code: "network-acl-egress-blocks",
    subject: { kind: "network-acl", id: aclId },
    nodes,
    effect: "lost",
    sinceAgo: 5 * day,
    sentence: "Rule 90 of the subnet's ACL denies tcp 443 before rule 100 allows everything.",
    isMended: (world) => {
      const { ec2 } = regionIn(world, ground);
      const entries = aclOfSubnet(ec2, subnetId);
      return reachesPeers(ec2, ground, (address) => aclAdmits(entries, true, address, 443));
    },
  });
}

function plantDroppedReplies(estate: Estate): void {
  const ground = mainGround(estate, "staging", "us-east-1");
  plantReplies(estate, ground, {
    id: "acl-drops-replies",
    block: 42,
    entries: [
      aclEntry("out", 100, "allow"),
      aclEntry("in", 100, "allow", { ports: [443, 443] }),
      aclEntry("in", 110, "allow", { ports: [80, 80] }),
    ],
    names: ["stg-web-1", "stg-web-2"],
    sinceAgo: day + 2 * hour,
    sentence: "The web subnet's ACL lets 80 and 443 in, and drops the replies on 1024–65535.",
  });
}

/** Replies that come through NAT carry the service's public address, not one of the VPC. */
function plantRepliesFromVpcOnly(estate: Estate): void {
  const ground = mainGround(estate, "staging", "eu-west-1");
  plantReplies(estate, ground, {
    id: "acl-replies-from-vpc-only",
    block: 43,
    entries: [aclEntry("out", 100, "allow"), aclEntry("in", 100, "allow", { cidr: "10.0.0.0/8" })],
    names: ["stg-web-21", "stg-web-22"],
    sinceAgo: 9 * day,
    sentence:
      "The subnet's ACL admits replies from 10.0.0.0/8 only; those of AWS come from public addresses.",
  });
}

function plantReplies(
  estate: Estate,
  ground: Ground,
  spec: {
    id: string;
    block: number;
    entries: ReturnType<typeof openEntries>;
    names: string[];
    sinceAgo: number;
    sentence: string;
  },
): void {
  const { subnetId, aclId } = extraSubnet(estate, ground, {
    name: `private-${spec.id}`,
    block: spec.block,
    entries: spec.entries,
  });
  plant(estate, ground, {
    id: spec.id,
    code: "network-acl-ingress-blocks",
    subject: { kind: "network-acl", id: aclId },
    nodes: standNodes(estate, ground, { service: "stg-web", names: spec.names, subnetId }),
    effect: "lost",
    sinceAgo: spec.sinceAgo,
    sentence: spec.sentence,
    isMended: (world) => {
      const { ec2 } = regionIn(world, ground);
      const entries = aclOfSubnet(ec2, subnetId);
      const replyPorts = [33_000, 45_000, 60_000];
      return reachesPeers(ec2, ground, (address) =>
        replyPorts.every((port) => aclAdmits(entries, false, address, port)),
      );
    },
  });
}

/** Whether some place to which each service's name leads the VPC's nodes now is let through. */
function reachesPeers(ec2: Ec2State, { vpcId }: Ground, isLetThrough: (address: string) => boolean): boolean {
  return ["ssm", "ssmmessages"].every((service) =>
    servicePeers(ec2, vpcId, service).some(({ address }) => isLetThrough(address)),
  );
}

function plantEndpointSubnets(estate: Estate): void {
  const ground = isolatedVpc(estate, { account: "data", region: "eu-central-1", name: "kafka-eu" });
  const aclId = addNetworkAcl(estate, ground, {
    name: "endpoints",
    entries: [
      aclEntry("in", 100, "allow", { cidr: `${ground.prefix}.8.0/21`, ports: [443, 443] }),
      aclEntry("out", 100, "allow"),
    ],
    subnetIds: ground.subnets.endpoints,
  });
  const [, subnetId = ""] = ground.subnets.private;
  const names = ["kafka-7", "kafka-8"];
  const nodes = standNodes(estate, ground, { service: "kafka", names, subnetId });
  standNodes(estate, ground, {
    service: "kafka",
    names: ["kafka-6"],
    subnetId: ground.subnets.private[0] ?? "",
  });
  plant(estate, ground, {
    id: "endpoint-subnets-acl",
    code: "endpoint-network-acl-blocks",
    subject: { kind: "network-acl", id: aclId },
    nodes,
    effect: "lost",
    sinceAgo: 12 * day,
    sentence: "The ACL of the endpoints' subnets admits 443 from zone a's subnet only.",
    isMended: (world) => {
      const { ec2 } = regionIn(world, ground);
      return ground.subnets.endpoints.some((endpointSubnet) =>
        aclAdmits(aclOfSubnet(ec2, endpointSubnet), false, `${ground.prefix}.16.10`, 443),
      );
    },
  });
}

function plantNatSubnets(estate: Estate): void {
  const ground = ownVpc(estate, {
    account: "prod",
    region: "ap-southeast-2",
    name: "fraud-apac",
    nat: "single",
  });
  const aclId = addNetworkAcl(estate, ground, {
    name: "public-hardened",
    entries: [
      aclEntry("in", 90, "deny", { cidr: `${ground.prefix}.0.0/16`, ports: [443, 443] }),
      ...openEntries(false),
    ],
    subnetIds: ground.subnets.public,
  });
  plant(estate, ground, {
    id: "nat-subnet-acl",
    byEndpointsToo: true,
    code: "nat-network-acl-blocks",
    subject: { kind: "network-acl", id: aclId },
    nodes: standNodes(estate, ground, { service: "fraud", names: ["fraud-21", "fraud-22"] }),
    effect: "lost",
    sinceAgo: 3 * day,
    sentence: "The ACL of the NAT gateway's subnet denies 443 from the VPC, so nothing gets to the gateway.",
    isMended: (world) =>
      aclAdmits(
        aclOfSubnet(regionIn(world, ground).ec2, ground.subnets.public[0] ?? ""),
        false,
        `${ground.prefix}.8.10`,
        443,
      ),
  });
}
