import type { Estate } from "../estate.ts";
import { day, regionOf } from "../estate.ts";
import { awsPrefixListId } from "../network/prefix-lists.ts";
import { addSessionPreferences } from "../session-preferences.ts";
import { addAssociation } from "../systems-manager/associations.ts";
import { hasPrivateName, leadsOut, regionIn, tableOfSubnet } from "./facts.ts";
import { plant } from "./plant.ts";
import { isolatedVpc, standNodes } from "./stand.ts";

/** The node answers; what it needs beside the message channel is out of reach. */
export function plantSidePathFaults(estate: Estate): void {
  plantSessionLogs(estate);
  plantContent(estate);
}

function plantSessionLogs(estate: Estate): void {
  const ground = isolatedVpc(estate, {
    account: "data",
    region: "us-east-1",
    name: "ml-isolated",
    services: ["ssm", "ssmmessages", "ec2messages", "kms"],
  });
  addSessionPreferences(regionOf(estate, "data", "us-east-1"), "/ssm/sessions");
  plant(estate, ground, {
    id: "session-logs-unreachable",
    code: "session-logging-path-missing",
    subject: { kind: "service", id: "logs" },
    nodes: standNodes(estate, ground, { service: "ml-train", names: ["ml-train-21", "ml-train-22"] }),
    effect: "none",
    sinceAgo: 38 * day,
    sentence: "Sessions are logged to CloudWatch Logs, which this VPC has no endpoint for.",
    isMended: (world) => {
      const { ec2 } = regionIn(world, ground);
      const leaves = ground.subnets.private.every((subnetId) => leadsOut(ec2, subnetId));
      return leaves || hasPrivateName(ec2, ground.vpcId, "logs");
    },
  });
}

function plantContent(estate: Estate): void {
  const ground = isolatedVpc(estate, {
    account: "prod",
    region: "us-east-1",
    name: "hsm",
    hasS3: false,
  });
  const s3 = awsPrefixListId("us-east-1", "s3");
  const nodes = standNodes(estate, ground, { service: "ledger", names: ["ledger-71", "ledger-72"] });
  addAssociation(estate, "prod", "us-east-1", {
    name: "hsm-agent-update",
    document: "AWS-UpdateSSMAgent",
    targets: [{ Key: "InstanceIds", Values: nodes }],
    schedule: "rate(14 days)",
    ageDays: 95,
  });
  plant(estate, ground, {
    id: "content-unreachable",
    code: "content-path-blocked",
    subject: { kind: "service", id: "s3" },
    nodes,
    effect: "none",
    sinceAgo: 95 * day,
    sentence: "The hsm VPC has no S3 endpoint: agent updates and patches do not arrive.",
    isMended: (world) => {
      const { ec2 } = regionIn(world, ground);
      return nodes.every((id) => {
        const subnetId = ec2.instances.get(id)?.SubnetId ?? "";
        const { Routes = [] } = tableOfSubnet(ec2, subnetId) ?? {};
        const hasGateway = Routes.some(({ DestinationPrefixListId }) => DestinationPrefixListId === s3);
        return hasGateway || leadsOut(ec2, subnetId);
      });
    },
  });
}
