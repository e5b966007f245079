import type { Estate } from "../estate.ts";
import { day, tagList } from "../estate.ts";
import { ec2Of, labelOf } from "../network/ground.ts";
import { regionIn } from "./facts.ts";
import { plant } from "./plant.ts";
import { isolatedVpc, ownVpc, standNodes } from "./stand.ts";

/** DNS: VPCs that resolve nothing, or resolve the wrong way. */
export function plantResolutionFaults(estate: Estate): void {
  plantDnsSupportOff(estate);
  plantDnsHostnamesOff(estate);
  plantOwnResolvers(estate);
}

function plantDnsSupportOff(estate: Estate): void {
  const ground = ownVpc(estate, {
    account: "staging",
    region: "us-east-1",
    name: "stg-batch",
    nat: "single",
    dnsSupport: false,
    dnsHostnames: false,
  });
  const nodes = standNodes(estate, ground, { service: "stg-batch", names: ["stg-batch-1", "stg-batch-2"] });
  const [id = ""] = nodes;
  const ec2 = ec2Of(estate, ground);
  const status = ec2.instanceStatuses.get(id);
  ec2.instanceStatuses.set(id, {
    ...status,
    InstanceStatus: {
      Status: "impaired",
      Details: [{ Name: "reachability", Status: "failed", ImpairedSince: new Date(estate.now - 2 * day) }],
    },
  });
  plant(estate, ground, {
    id: "impaired/stg-batch-1",
    code: "instance-status-impaired",
    subject: { kind: "instance", id },
    nodes: [id],
    effect: "lost",
    sinceAgo: 2 * day,
    sentence: "stg-batch-1 fails its instance check, and its VPC resolves no names either.",
    isMended: (world) =>
      regionIn(world, ground).ec2.instanceStatuses.get(id)?.InstanceStatus?.Status === "ok",
  });
  plant(estate, ground, {
    id: "dns-support-off",
    code: "vpc-dns-disabled",
    subject: { kind: "vpc", id: ground.vpcId },
    nodes,
    effect: "lost",
    sinceAgo: 9 * day,
    sentence: "DNS support is off in the stg-batch VPC, so no name resolves.",
    isMended: (world) =>
      regionIn(world, ground).ec2.vpcAttributes.get(ground.vpcId)?.enableDnsSupport === true,
  });
}

function plantDnsHostnamesOff(estate: Estate): void {
  const ground = isolatedVpc(estate, {
    account: "data",
    region: "us-east-1",
    name: "reports-private",
    dnsHostnames: false,
  });
  plant(estate, ground, {
    id: "dns-hostnames-off",
    code: "vpc-dns-disabled",
    subject: { kind: "vpc", id: ground.vpcId },
    nodes: standNodes(estate, ground, { service: "reports", names: ["reports-3", "reports-4"] }),
    effect: "lost",
    sinceAgo: 27 * day,
    sentence:
      "DNS hostnames are off, so the names of the endpoints resolve to public addresses that nothing leads to.",
    isMended: (world) => {
      const { ec2 } = regionIn(world, ground);
      const attributes = ec2.vpcAttributes.get(ground.vpcId);
      return attributes?.enableDnsSupport === true && attributes.enableDnsHostnames;
    },
  });
}

function plantOwnResolvers(estate: Estate): void {
  const ground = ownVpc(estate, {
    account: "staging",
    region: "us-east-1",
    name: "stg-onprem",
    nat: "single",
  });
  const ec2 = ec2Of(estate, ground);
  const id = estate.ids.resource("dopt", labelOf(ground, "onprem"));
  ec2.dhcpOptions.set(id, {
    DhcpOptionsId: id,
    OwnerId: ground.accountId,
    DhcpConfigurations: [
      { Key: "domain-name", Values: [{ Value: "corp.muster.example" }] },
      { Key: "domain-name-servers", Values: [{ Value: "10.200.0.2" }, { Value: "10.200.1.2" }] },
    ],
    Tags: tagList({ Name: "onprem-resolvers" }),
  });
  const vpc = ec2.vpcs.get(ground.vpcId);
  if (vpc) vpc.DhcpOptionsId = id;
  plant(estate, ground, {
    id: "own-resolvers",
    code: "resolver-unprovable",
    subject: { kind: "dhcp-options", id },
    nodes: standNodes(estate, ground, {
      service: "stg-cache",
      names: ["stg-cache-11", "stg-cache-12"],
      ageDays: 52,
    }),
    effect: "unregistered",
    sinceAgo: 52 * day,
    sentence: "The VPC's own DNS servers do not answer for AWS's names, which no API shows.",
    isMended: (world) => regionIn(world, ground).ec2.vpcs.get(ground.vpcId)?.DhcpOptionsId !== id,
  });
}
