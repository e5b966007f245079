import type { SiblingGroups, Siblings } from "../diagnosis/host/siblings.ts";
import { timing } from "../diagnosis/timing.ts";
import type { Node } from "../model/node.ts";

/**
 * What the siblings of a node do, by their rows: those of its scope with the same image, Auto Scaling group or subnet, and
 * those that registered with the same activation, which no row tells and `activation` names.
 */
export function countSiblings(
  node: Node,
  rows: Iterable<Node | undefined>,
  at: number,
  activation: { id: string; members: ReadonlySet<string> } | null,
): SiblingGroups {
  const groups: [Siblings | null, (row: Node) => boolean][] = [
    [groupOf("run from image", node.imageId), ({ imageId }) => imageId === node.imageId],
    [
      groupOf("belong to Auto Scaling group", node.autoScalingGroup),
      ({ autoScalingGroup }) => autoScalingGroup === node.autoScalingGroup,
    ],
    [groupOf("stand in", node.subnet), ({ subnet }) => subnet === node.subnet],
    [
      groupOf("registered with activation", activation?.id ?? null),
      ({ id }) => activation?.members.has(id) ?? false,
    ],
  ];
  for (const row of rows) {
    if (row === undefined || row.scope !== node.scope || row.id === node.id || !shouldAnswer(row, at))
      continue;
    for (const [siblings, isMember] of groups) if (siblings !== null && isMember(row)) count(siblings, row);
  }
  const [image, autoScalingGroup, subnet, activated] = groups.map(([siblings]) =>
    siblings !== null && siblings.answering + siblings.silent > 0 ? siblings : null,
  );
  return {
    image: image ?? null,
    autoScalingGroup: autoScalingGroup ?? null,
    subnet: subnet ?? null,
    activation: activated ?? null,
  };
}

function groupOf(how: string, shared: string | null): Siblings | null {
  return shared === null ? null : { what: `${how} ${shared}`, answering: 0, silent: 0, deaf: 0 };
}

function count(siblings: Siblings, { ping, lastPingAt, readAt, channel }: Node): void {
  const isFresh = lastPingAt === null || readAt - lastPingAt <= timing.pingStaysFreshMs;
  if (ping !== "Online" || !isFresh) {
    siblings.silent += 1;
    return;
  }
  siblings.answering += 1;
  if (channel === "notconnected") siblings.deaf += 1;
}

/** One that was just launched says nothing by its silence. */
function shouldAnswer({ id, state, launchedAt }: Node, at: number): boolean {
  if (id.startsWith("mi-")) return true;
  return state === "running" && (launchedAt === null || at - launchedAt >= timing.registersWithinMs);
}
