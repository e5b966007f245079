import type { Estate } from "../estate.ts";
import { day, minute } from "../estate.ts";
import { callers } from "./callers.ts";
import type { HeldNode } from "./reasons.ts";
import { heldNodes, reasonAt } from "./reasons.ts";
import { notInValidState, recordRefusal, sendCommandRequest } from "./trail.ts";

const people = [callers.maya, callers.jonas, callers.priya] as const;
const documents = ["AWS-RunShellScript", "AWS-ConfigureAWSPackage", "AWS-RunPatchBaseline"] as const;

/** Sessions and commands that were refused because of what holds their nodes back. */
export function recordRefusedCalls(estate: Estate): void {
  const nodes = heldNodes(estate);
  // At most so many of the nodes that people merely stopped: a large fleet does not mean more mistakes.
  let stopped = 60;
  for (const node of nodes) {
    if (node.conditions[0]?.code === "instance-stopped" && --stopped < 0) continue;
    if (node.conditions.some(({ effect }) => effect === "waiting")) continue;
    const first = Math.min(...node.conditions.map(({ since }) => since.getTime()));
    const span = Math.min(estate.now - first, 89 * day);
    if (span < 10 * minute) continue;
    const random = estate.random(`refused/${node.agent.nodeId}`);
    for (let index = random.integer(0, 2); index >= 0; index--) {
      const ago = Math.floor(6 * minute + random.next() * (span - 8 * minute));
      if (random.chance(0.5)) refuseSession(estate, node, ago, random.pick(people));
      else if (node.agent.ping === "absent") refuseCommand(estate, node, ago, random.pick(documents));
    }
  }
}

/** Somebody tries one of the silent nodes once more. */
export function refuseOneCall(estate: Estate, ago: number): void {
  const random = estate.random(`refused/since/${Math.round(ago / minute)}`);
  const nodes = heldNodes(estate).filter(
    ({ conditions, agent }) =>
      agent.ping !== "Online" && !conditions.some(({ effect }) => effect === "waiting"),
  );
  if (nodes.length === 0) return;
  const node = random.pick(nodes);
  if (random.chance(0.5) || node.agent.ping !== "absent")
    refuseSession(estate, node, ago, random.pick(people));
  else refuseCommand(estate, node, ago, random.pick(documents));
}

function truthOf(estate: Estate, node: HeldNode, ago: number) {
  const reason = reasonAt(node, estate.now - ago);
  if (!reason?.code) return null;
  return { code: reason.code, conditionId: reason.id, targets: [node.agent.nodeId] };
}

const placeOf = ({ region }: HeldNode) => ({ accountId: region.account, region: region.name });

function refuseSession(estate: Estate, node: HeldNode, ago: number, caller: (typeof people)[number]): void {
  const truth = truthOf(estate, node, ago);
  if (!truth) return;
  recordRefusal(estate, placeOf(node), {
    ...{ source: "ssm", name: "StartSession", caller, ago, ...truth },
    request: { target: node.agent.nodeId },
    error: { code: "TargetNotConnected", message: `${node.agent.nodeId} is not connected.` },
  });
}

function refuseCommand(estate: Estate, node: HeldNode, ago: number, document: string): void {
  const truth = truthOf(estate, node, ago);
  if (!truth) return;
  recordRefusal(estate, placeOf(node), {
    ...{ source: "ssm", name: "SendCommand", caller: callers.deploy, ago, ...truth },
    request: sendCommandRequest(document, { instanceIds: truth.targets }),
    error: { code: "InvalidInstanceId", message: notInValidState(truth.targets, node.region.account) },
  });
}
