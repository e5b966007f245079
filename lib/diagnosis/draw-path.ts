import type { Lane, NodePath, ServiceName } from "../model/path.ts";
import type { NodeView } from "./node-view.ts";
import { requiredServices } from "./required-services.ts";

const purposes: Record<string, string> = {
  ssm: "heartbeat",
  ssmmessages: "commands, sessions",
  ec2messages: "commands to this old agent",
  s3: "agent updates, patches",
  logs: "session logs",
  kms: "encrypted sessions",
};

/** A lane for each service that the node needs, then those that it may use. Null where nothing could send a packet. */
export function drawPath(node: NodeView): NodePath | null {
  const { snapshot, id } = node;
  if (node.isHybrid || snapshot.gapOf("instance", id) !== undefined) return null;
  if (!node.isRunning || node.instance?.subnetId == null) return null;
  const required = requiredServices(node).map((service) => draw(node, service, true));
  return { lanes: [...required, ...optionalServices(node).map((service) => draw(node, service, false))] };
}

function draw(node: NodeView, service: ServiceName, isRequired: boolean): Lane {
  const question = { from: node.id, to: { service }, protocol: "tcp", port: 443 } as const;
  return {
    service,
    isRequired,
    purpose: purposes[service] ?? service,
    trace: node.scope.network.trace(question),
  };
}

/** Content comes from S3 for every node; logs and keys are drawn where the VPC was made to reach them. */
function optionalServices(node: NodeView): ServiceName[] {
  const vpcId = node.instance?.vpcId ?? null;
  const { snapshot } = node;
  if (vpcId === null || snapshot.gapOf("vpc-endpoint") !== undefined) return ["s3"];
  const names = snapshot.of("vpc", vpcId, "vpc-endpoint").map(({ serviceName }) => serviceName ?? "");
  return ["s3", ...["logs", "kms"].filter((service) => names.some((name) => name.endsWith(`.${service}`)))];
}
