import { formatDistanceStrict } from "date-fns";
import type { CauseCode } from "../model/cause.ts";
import type { Node } from "../model/node.ts";

/** The verdict of a node in one sentence, for the head of its page: how it is, and why. */
export function explainStatus(node: Node, now: number): string {
  const name = node.name ?? node.id;
  switch (node.status) {
    case "reachable":
      return `SSM reaches ${name}.`;
    case "degraded":
      return `SSM reaches ${name} only in part${because(node)}.`;
    case "lost":
      return node.lastPingAt === null
        ? `SSM lost ${name}${because(node)}.`
        : `SSM lost ${name} ${formatDistanceStrict(node.lastPingAt, now, { addSuffix: true })}${because(node)}.`;
    case "unregistered":
      return node.cause?.code === "instance-launching"
        ? `${name} was started moments ago and is not registered yet.`
        : `${name} is running, and SSM has no record of it${because(node)}.`;
    case "off":
      return node.state === "stopping"
        ? `${name} is stopping.`
        : `${name} is stopped: it is not expected to answer.`;
    case "gone":
      if (node.state === null && node.why !== null && node.cause?.code !== "instance-not-found")
        return node.why;
      return node.state === null
        ? `${name} does not exist in this account and Region any more.`
        : `${name} was terminated.`;
    case "unknown":
      return node.awaitsCause
        ? `Whether SSM reaches ${name} has yet to be read.`
        : `Whether SSM reaches ${name} could not be read.`;
  }
}

/** They say how it will go on, or where to look, and not why it came to that. */
const noReasons: ReadonlySet<CauseCode> = new Set([
  ...(["instance-launching", "agent-backing-off", "session-channel-closed"] as const),
  ...(["agent-silent", "agent-never-registered", "hybrid-node-silent"] as const),
]);

function because({ id, cause, certainty, why }: Node): string {
  if (cause === null || why === null) return "";
  const clause = toClause(why, id);
  if (noReasons.has(cause.code)) return `; ${clause}`;
  switch (certainty) {
    case "decided":
      return `, because ${clause}`;
    case "likely":
      return `, most likely because ${clause}`;
    case "undecided":
      return `; why cannot be decided: ${clause}`;
  }
}

/** A sentence within another one that names the node: a word keeps its capital where that is its own, as of an id or an acronym. */
function toClause(sentence: string, nodeId: string): string {
  const text = sentence.replace(/\.$/, "");
  if (text.startsWith(`${nodeId} `)) return `it${text.slice(nodeId.length)}`;
  const isCommon =
    /^(?:A|[A-Z][a-z]+)\b(?![-.:/])/.test(text) && !/^(?:Systems Manager|Amazon|Windows|Linux)\b/.test(text);
  return isCommon ? text[0]!.toLowerCase() + text.slice(1) : text;
}
