import { formatDistanceStrict } from "date-fns";
import type { Node } from "../model/node.ts";

/** The verdict of a node in one sentence, for the head of its page. */
export function explainStatus(node: Node, now: number): string {
  const name = node.name ?? node.id;
  switch (node.status) {
    case "reachable":
      return `SSM reaches ${name}.`;
    case "degraded":
      return `SSM reaches ${name} only in part.`;
    case "lost":
      return node.lastPingAt === null
        ? `SSM lost ${name}.`
        : `SSM lost ${name} ${formatDistanceStrict(node.lastPingAt, now, { addSuffix: true })}.`;
    case "unregistered":
      return node.cause?.code === "instance-launching"
        ? `${name} was started moments ago and is not registered yet.`
        : `${name} is running, and SSM has no record of it.`;
    case "off":
      return node.state === "stopping"
        ? `${name} is stopping.`
        : `${name} is stopped: it is not expected to answer.`;
    case "gone":
      return node.state === null
        ? `${name} does not exist in this account and Region any more.`
        : `${name} was terminated.`;
    case "unknown":
      return `Whether SSM reaches ${name} could not be read.`;
  }
}
