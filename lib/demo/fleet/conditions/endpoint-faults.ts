import type { PolicyDocument } from "../../cloud/world.ts";
import type { Estate } from "../estate.ts";
import { day, hour } from "../estate.ts";
import { fullAccess } from "../network/endpoints.ts";
import type { Ground } from "../network/ground.ts";
import { ec2Of } from "../network/ground.ts";
import { endpointOf, hasPrivateName, leadsOut, regionIn } from "./facts.ts";
import type { ConditionSpec } from "./plant.ts";
import { plant } from "./plant.ts";
import { documentsAllow, heartbeatAction } from "./role-facts.ts";
import type { StandSpec } from "./stand.ts";
import { isolatedVpc, numbered, ownVpc, standNodes } from "./stand.ts";

export function plantEndpointFaults(estate: Estate): void {
  plantMissingEndpoints(estate);
  plantMissingChannelEndpoint(estate);
  plantUnavailableEndpoints(estate);
  plantPrivateDnsOff(estate);
  plantEndpointPolicy(estate);
}

/** Whether nodes of the VPC can reach these services: by endpoints that answer for their names, or out. */
function serves(ground: Ground, services: string[]): ConditionSpec["isMended"] {
  return (world) => {
    const { ec2 } = regionIn(world, ground);
    if (services.every((service) => hasPrivateName(ec2, ground.vpcId, service))) return true;
    return ground.subnets.private.every((subnetId) => leadsOut(ec2, subnetId));
  };
}

function plantMissingEndpoints(estate: Estate): void {
  const ground = ownVpc(estate, { account: "prod", region: "eu-west-1", name: "ledger", nat: "none" });
  plant(estate, ground, {
    id: "ledger-without-endpoints",
    code: "endpoint-missing",
    subject: { kind: "vpc", id: ground.vpcId },
    nodes: standNodes(estate, ground, { service: "ledger", names: numbered("ledger", 1, 11), ageDays: 17 }),
    effect: "unregistered",
    sinceAgo: 17 * day,
    sentence: "The ledger VPC has no endpoint for ssm or ssmmessages, and no way to the internet.",
    isMended: serves(ground, ["ssm", "ssmmessages"]),
  });
}

function plantMissingChannelEndpoint(estate: Estate): void {
  const services = ["ssm", "kms", "logs"];
  const ground = isolatedVpc(estate, { account: "data", region: "us-east-1", name: "reports", services });
  plant(estate, ground, {
    id: "reports-without-ssmmessages",
    code: "endpoint-missing",
    subject: { kind: "vpc", id: ground.vpcId },
    nodes: standNodes(estate, ground, { service: "reports", names: numbered("reports", 11, 17) }),
    effect: "channel-closed",
    sinceAgo: 20 * day,
    sentence:
      "The reports VPC has an ssm endpoint and none for ssmmessages: the nodes answer, and take nothing.",
    isMended: serves(ground, ["ssmmessages"]),
  });
}

type EndpointFault = Pick<ConditionSpec, "id" | "code" | "effect" | "sinceAgo" | "sentence"> & {
  service: string;
  nodes: Pick<StandSpec, "service" | "names">;
};

function plantOnEndpoint(estate: Estate, ground: Ground, { service, nodes, ...spec }: EndpointFault): void {
  plant(estate, ground, {
    ...spec,
    subject: { kind: "vpc-endpoint", id: ground.endpointIds.get(service) ?? "" },
    nodes: standNodes(estate, ground, nodes),
    isMended: serves(ground, [service]),
  });
}

function endpointNamed(estate: Estate, ground: Ground, service: string) {
  const endpoint = ec2Of(estate, ground).vpcEndpoints.get(ground.endpointIds.get(service) ?? "");
  if (!endpoint) throw new Error(`${ground.name} has no ${service} endpoint`);
  return endpoint;
}

function plantUnavailableEndpoints(estate: Estate): void {
  const lab = isolatedVpc(estate, { account: "data", region: "us-east-1", name: "spark-lab" });
  const failed = endpointNamed(estate, lab, "ssm");
  failed.State = "failed" as typeof failed.State;
  failed.LastError = { Code: "InternalError", Message: "The endpoint stopped working." };
  failed.DnsEntries = [];
  plantOnEndpoint(estate, lab, {
    id: "spark-lab-endpoint-failed",
    code: "endpoint-unavailable",
    service: "ssm",
    nodes: { service: "spark", names: ["spark-91", "spark-92"] },
    effect: "lost",
    sinceAgo: 31 * hour,
    sentence: "The ssm endpoint of spark-lab has failed, and nothing else leads to the service.",
  });
  const partner = isolatedVpc(estate, { account: "prod", region: "us-east-1", name: "partner-gateway" });
  const pending = endpointNamed(estate, partner, "ssmmessages");
  pending.State = "pendingAcceptance" as typeof pending.State;
  pending.DnsEntries = [];
  plantOnEndpoint(estate, partner, {
    id: "partner-endpoint-pending",
    code: "endpoint-unavailable",
    service: "ssmmessages",
    nodes: { service: "api", names: ["api-91"] },
    effect: "channel-closed",
    sinceAgo: 6 * day,
    sentence: "The ssmmessages endpoint of partner-gateway waits to be accepted.",
  });
}

function plantPrivateDnsOff(estate: Estate): void {
  const ground = isolatedVpc(estate, { account: "prod", region: "us-east-1", name: "vault" });
  const endpoint = endpointNamed(estate, ground, "ssm");
  endpoint.PrivateDnsEnabled = false;
  endpoint.DnsEntries = (endpoint.DnsEntries ?? []).slice(0, 1);
  plantOnEndpoint(estate, ground, {
    id: "vault-private-dns-off",
    code: "endpoint-private-dns-off",
    service: "ssm",
    nodes: { service: "ledger", names: ["ledger-31", "ledger-32", "ledger-33"] },
    effect: "lost",
    sinceAgo: 15 * day,
    sentence: "Private DNS is off on the vault VPC's ssm endpoint, so the service's name leads past it.",
  });
}

function plantEndpointPolicy(estate: Estate): void {
  const ground = isolatedVpc(estate, { account: "prod", region: "us-east-1", name: "pci" });
  const endpoint = endpointNamed(estate, ground, "ssm");
  endpoint.PolicyDocument = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "ParametersOnly",
        Effect: "Allow",
        Principal: "*",
        Action: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
        Resource: "*",
      },
    ],
  });
  const nodes = standNodes(estate, ground, { service: "orders-db", names: ["orders-db-31", "orders-db-32"] });
  plant(estate, ground, {
    id: "pci-endpoint-policy",
    code: "endpoint-policy-denies",
    subject: { kind: "vpc-endpoint", id: endpoint.VpcEndpointId ?? "" },
    nodes,
    effect: "lost",
    sinceAgo: 5 * day + 3 * hour,
    sentence: "The policy of the pci VPC's ssm endpoint allows parameters and nothing else.",
    isMended: (world) => {
      const { ec2 } = regionIn(world, ground);
      const now = endpointOf(ec2, ground.vpcId, "ssm");
      const profile =
        ec2.instances
          .get(nodes[0] ?? "")
          ?.IamInstanceProfile?.Arn?.split("/")
          .at(-1) ?? "";
      const policy = asMetBy(profile, JSON.parse(now?.PolicyDocument ?? fullAccess) as PolicyDocument);
      return now !== undefined && documentsAllow([policy], heartbeatAction);
    },
  });
}

/** The policy as somebody with this role meets it: what is said of its ARN alone is said without a condition. */
function asMetBy(roleName: string, policy: PolicyDocument): PolicyDocument {
  const Statement = [policy.Statement].flat().map(({ Condition, ...statement }) => {
    const arns = [Condition?.ArnEquals?.["aws:PrincipalArn"] ?? []].flat();
    const isMeant = arns.some((arn) => arn.endsWith(`:role/${roleName}`));
    return Condition === undefined || isMeant ? statement : { ...statement, Condition };
  });
  return { ...policy, Statement };
}
