import { NodeView, type ScopeView } from "../node-view.ts";
import { readOr } from "../reading.ts";
import { isHeardNow } from "../signal.ts";
import { timing } from "../timing.ts";

/** Nodes that share something with a node, and how many of them answer. */
export type Siblings = {
  /** What is shared, as "run from image ami-1". */
  what: string;
  answering: number;
  silent: number;
  /** Of those that answer, how many have their session channel closed. */
  deaf: number;
};

export type SiblingGroups = {
  image: Siblings | null;
  autoScalingGroup: Siblings | null;
  subnet: Siblings | null;
  activation: Siblings | null;
};

/** What the node's siblings do. Null where it has none, or where they could not be read: then nothing is said of them. */
export function siblingsOf(node: NodeView): SiblingGroups {
  return node.scope.siblingsOf?.(node.id) ?? siblingsInSnapshot(node);
}

function siblingsInSnapshot(node: NodeView): SiblingGroups {
  const tallies = talliesOf(node.scope);
  const groups = groupsOf(node);
  const own = standingOf(node);
  const rest = (group: keyof SiblingGroups, how: string) => {
    const name = groups[group];
    const tally = name === null ? undefined : tallies?.[group].get(name);
    return tally === undefined ? null : without(tally, own, `${how} ${name}`);
  };
  return {
    image: rest("image", "run from image"),
    autoScalingGroup: rest("autoScalingGroup", "belong to Auto Scaling group"),
    subnet: rest("subnet", "stand in"),
    activation: rest("activation", "registered with activation"),
  };
}

type Tally = Omit<Siblings, "what">;
type Standing = keyof Tally;
type Tallies = { [Group in keyof SiblingGroups]: Map<string, Tally> };

const known = new WeakMap<ScopeView, Tallies | null>();

function talliesOf(scope: ScopeView): Tallies | null {
  let tallies = known.get(scope);
  if (tallies === undefined) {
    tallies = tallyScope(scope);
    known.set(scope, tallies);
  }
  return tallies;
}

/** All groups of a scope, counted in one go: in a bundle every silent node asks. Null where nobody could be heard of. */
function tallyScope(scope: ScopeView): Tallies | null {
  const { snapshot } = scope;
  // A sibling is silent only where SSM was heard to say so.
  const records = readOr(() => snapshot.all("managed-node"), null);
  if (records === null) return null;
  const hybrids = records.filter(({ id }) => id.startsWith("mi-"));
  const tallies: Tallies = {
    image: new Map(),
    autoScalingGroup: new Map(),
    subnet: new Map(),
    activation: new Map(),
  };
  for (const { id } of [...readOr(() => snapshot.all("instance"), []), ...hybrids]) {
    const node = new NodeView(id, scope);
    const groups = groupsOf(node);
    for (const standing of standingOf(node))
      for (const group of Object.keys(tallies) as (keyof Tallies)[])
        add(tallies[group], groups[group], standing);
  }
  return tallies;
}

function add(tallies: Map<string, Tally>, name: string | null, standing: Standing): void {
  if (name === null) return;
  const tally = tallies.get(name) ?? { answering: 0, silent: 0, deaf: 0 };
  tally[standing] += 1;
  tallies.set(name, tally);
}

function groupsOf(node: NodeView): { [Group in keyof SiblingGroups]: string | null } {
  const { snapshot, instance, id } = node;
  return {
    image: instance?.imageId ?? null,
    autoScalingGroup:
      readOr(() => snapshot.get("auto-scaling-instance", id)?.autoScalingGroup, undefined) ?? null,
    subnet: instance?.subnetId ?? null,
    activation: readOr(() => node.registration?.activationId, undefined) ?? null,
  };
}

/** As what a node is counted; as nothing where its silence says nothing. */
function standingOf(node: NodeView): readonly Standing[] {
  if (!shouldAnswer(node)) return [];
  if (!isHeardNow(node)) return ["silent"];
  return readOr(() => node.channel, null) === "notconnected" ? ["answering", "deaf"] : ["answering"];
}

function without(tally: Tally, own: readonly Standing[], what: string): Siblings | null {
  const siblings = { what, ...tally };
  for (const standing of own) siblings[standing] -= 1;
  return siblings.answering + siblings.silent > 0 ? siblings : null;
}

/** One that was just launched says nothing by its silence. */
function shouldAnswer(node: NodeView): boolean {
  if (node.isHybrid) return true;
  const instance = node.instance;
  if (instance?.state !== "running") return false;
  return instance.launchedAt === null || node.at - instance.launchedAt >= timing.registersWithinMs;
}
