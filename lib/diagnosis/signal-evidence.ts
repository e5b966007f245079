import type { Evidence } from "../model/verdict.ts";
import { evidence } from "./finding.ts";
import type { NodeView } from "./node-view.ts";

/** The facts behind a status: EC2's state, SSM's word with its ping, and the channel, as far as they were read. */
export function signalEvidence(node: NodeView): Evidence[] {
  return [instanceState(node), pingStatus(node), channelStatus(node)].filter((each) => each !== undefined);
}

function instanceState({ id, snapshot, isHybrid }: NodeView): Evidence | undefined {
  if (isHybrid || snapshot.gapOf("instance", id) !== undefined) return undefined;
  const state = snapshot.get("instance", id)?.state;
  return evidence(snapshot, {
    sentence: state === undefined ? "EC2 does not know this id here." : `EC2 says that it is ${state}.`,
    api: "ec2:DescribeInstances",
    field: "State.Name",
    value: state ?? "no such instance",
    document: { kind: "instance", id },
  });
}

function pingStatus({ id, snapshot }: NodeView): Evidence | undefined {
  if (snapshot.gapOf("managed-node", id) !== undefined) return undefined;
  const ping = snapshot.get("managed-node", id)?.pingStatus;
  return evidence(snapshot, {
    sentence: ping === undefined ? "SSM has no record of it." : `SSM calls it ${ping}.`,
    api: "ssm:DescribeInstanceInformation",
    field: "PingStatus",
    value: ping ?? "no record",
    document: { kind: "managed-node", id },
  });
}

function channelStatus({ id, snapshot }: NodeView): Evidence | undefined {
  if (snapshot.gapOf("connection-status", id) !== undefined) return undefined;
  const status = snapshot.get("connection-status", id)?.status;
  if (status === undefined) return undefined;
  return evidence(snapshot, {
    sentence: status === "connected" ? "Its session channel is open." : "Its session channel is closed.",
    api: "ssm:GetConnectionStatus",
    field: "Status",
    value: status,
    document: { kind: "connection-status", id },
  });
}
