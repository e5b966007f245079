import type { ServiceName } from "../model/path.ts";
import type { Family } from "./address.ts";
import { settledParts, verdictOf, type Walk } from "./combine.ts";
import type { Destination } from "./destination.ts";
import type { Flow } from "./flow.ts";
import { type Door, doorOf, inboundPart, letsInAddress } from "./hops/inbound.ts";
import { interfaceMissing, stoppedPart, unknownInstance } from "./hops/instance.ts";
import { type Admission, admissionOut, groupsPart } from "./hops/security-group.ts";
import { covers } from "./interval-set.ts";
import type { Leg } from "./leg.ts";
import { type Fork, Memories } from "./memory.ts";
import { NodeIndex, type NodeRecord } from "./node-index.ts";
import { type Part, pass, unread, words } from "./part.ts";
import type { PathVerdict } from "./path-verdict.ts";
import { type Plan, planService } from "./plan.ts";
import type { Sender } from "./sender.ts";
import type { Terrain } from "./terrain.ts";

/** What all nodes of one sender share: the plan, whom each other side lets in, and the verdict where no group is in the way. */
type Situation = {
  sender: Sender;
  flow: Flow;
  plan: Plan;
  doors: readonly (Door | null)[];
  open: PathVerdict;
  /** True where a blame is the node's own interface's. */
  isPersonal: boolean;
  /** True where `open` holds for every node that groups let through: no other way could matter. */
  isSettled: boolean;
};

/** Whether a group lets out to all of a destination for sure, by the group's number. */
type LetsOut = Map<number, boolean>;

/** A situation as it is asked for each node: with nothing left to look up but the node's own groups. */
type Desk = {
  situation: Situation;
  /** True where a node that is let out and in needs no closer look. */
  isPlain: boolean;
  /** Null where every address of the sender is let in. */
  door: Door | null;
  letsOut: LetsOut;
};

const openGroups = passing("security-group-out", "A rule of the node's groups allows it.");
const openDoor = passing("security-group-in", "A rule of the endpoint's groups lets the node in.");

/** Verdicts on the nodes of a scope. Everything is judged once for as many nodes as it is the same for. */
export class Judge {
  readonly #terrain: Terrain;
  readonly #index: NodeIndex;
  /** By service, then by sender. */
  readonly #situations: Memories<ServiceName, number, Situation>;
  /** By destination, then by group. */
  readonly #admissions: Memories<Destination, number, Admission>;
  /** By family, then by group: whether it lets out to every address. */
  readonly #grantsAll: Memories<Family, number, boolean>;
  /** By service, then by sender. */
  readonly #desks = new Map<ServiceName, (Desk | undefined)[]>();
  readonly #letsOut = new Map<Destination, LetsOut>();
  /** By family: most groups let out to every address, and then nobody need ask about one destination or another. */
  readonly #letsOutToAll: { [Each in Family]: (boolean | undefined)[] } = { 4: [], 6: [] };
  /** By groups, doors and, where it is personal, interface. */
  readonly #verdicts = new Map<Situation, Map<string, PathVerdict>>();

  constructor(terrain: Terrain, under: { judge: Judge; index: NodeIndex; fork: Fork } | null = null) {
    this.#terrain = terrain;
    this.#index = under?.index ?? new NodeIndex(terrain);
    const over = <Row, Value>(of: (judge: Judge) => Memories<Row, number, Value>) =>
      under === null ? new Memories<Row, number, Value>() : of(under.judge).over(under.fork);
    this.#situations = over((judge) => judge.#situations);
    this.#admissions = over((judge) => judge.#admissions);
    this.#grantsAll = over((judge) => judge.#grantsAll);
  }

  instanceIds(): Iterable<string> {
    return this.#index.ids();
  }

  /** The judge of the ground behind a fork, and the nodes on which it may judge otherwise. */
  after(terrain: Terrain, instanceIds: readonly string[], fork: Fork): { judge: Judge; nodes: Set<string> } {
    const { index, moved } = this.#index.after(terrain, instanceIds, fork);
    const fallen = [...fork.fallen].flatMap(({ tag }) => tag ?? []);
    const numbersOf = (kind: "sender" | "group") =>
      new Set(fallen.flatMap((tag) => (tag.kind === kind ? tag.number : [])));
    const nodes = index.idsOf(numbersOf("sender"), numbersOf("group"));
    return { judge: new Judge(terrain, { judge: this, index, fork }), nodes: nodes.union(moved) };
  }

  judge(instanceId: string, service: ServiceName): PathVerdict {
    const node = this.#index.get(instanceId);
    if (node === undefined || node.sender === -1) return this.#strange(instanceId);
    const desk = this.#desk(node.sender, service);
    if (node.isRunning && desk.isPlain && this.#isLetOut(node, desk.situation, 0, desk.letsOut)) {
      if (desk.door === null || this.#isLetIn(node, desk.door)) return desk.situation.open;
    }
    return this.#closely(instanceId, node, desk.situation);
  }

  #desk(sender: number, service: ServiceName): Desk {
    let desks = this.#desks.get(service);
    if (desks === undefined) {
      desks = [];
      this.#desks.set(service, desks);
    }
    // Numbers are looked up by themselves: a function with a closure in it makes one for each node and service.
    const known = desks[sender];
    if (known !== undefined) return known;
    const made = this.#makeDesk(sender, service);
    desks[sender] = made;
    return made;
  }

  #makeDesk(sender: number, service: ServiceName): Desk {
    const situation = this.#situation(sender, service);
    const { plan, doors, isPersonal, isSettled } = situation;
    const [door = null] = doors;
    const isOpenToAll =
      door === null || door.isOpen || covers(door.addresses, this.#index.senders[sender]!.addresses);
    return {
      situation,
      isPlain: isSettled && !isPersonal,
      door: isOpenToAll ? null : door,
      letsOut: this.#letsOutTo(plan.legs[0].destination),
    };
  }

  #letsOutTo(destination: Destination): LetsOut {
    const known = this.#letsOut.get(destination);
    if (known !== undefined) return known;
    const made: LetsOut = new Map();
    this.#letsOut.set(destination, made);
    return made;
  }

  #situation(sender: number, service: ServiceName): Situation {
    const make = (): Situation => {
      const from = this.#index.senders[sender]!;
      const flow: Flow = { family: from.family, protocol: "tcp", port: 443 };
      const ground = this.#terrain.of(from);
      const plan = planService({ terrain: ground, sender: from, service, flow });
      const doors = plan.legs.map((leg) => (leg.asksWhoSends ? doorOf(ground, leg.destination, flow) : null));
      const [leg] = plan.legs;
      const groupsIn = leg.asksWhoSends ? openDoor : null;
      const parts = settledParts({ name: plan.name }, [{ leg, groupsOut: openGroups, groupsIn }]);
      const open = verdictOf(parts.map(ground.locate), plan, ground);
      return {
        sender: from,
        flow,
        plan,
        doors,
        open,
        isSettled: plan.legs.length === 1 || (plan.nameIfBlocked !== undefined && open.answer !== "blocked"),
        isPersonal: plan.legs.some(({ out }) => out.some(({ toOwn }) => toOwn !== undefined)),
      };
    };
    const memory = this.#situations.of(service);
    return this.#terrain.facts.remember(memory, sender, make, { kind: "sender", number: sender });
  }

  #isLetOut(node: NodeRecord, situation: Situation, leg: number, letsOut: LetsOut): boolean {
    const { groups } = node;
    const { family } = situation.flow;
    for (let index = 0; index < groups.length; index += 1) {
      const group = groups[index]!;
      if (this.#letsOutToAll[family][group] ?? this.#learnWhetherToAll(group, situation)) return true;
      if (letsOut.get(group) ?? this.#learn(letsOut, group, leg, situation)) return true;
    }
    return groups.length === 0;
  }

  #learnWhetherToAll(group: number, { flow }: Situation): boolean {
    const { facts } = this.#terrain;
    const make = () =>
      this.#terrain.groupRules(this.#index.groupIds[group]!, "egress", flow).value?.grantsAll ?? false;
    const tag = { kind: "group", number: group } as const;
    const does = facts.remember(this.#grantsAll.of(flow.family), group, make, tag);
    this.#letsOutToAll[flow.family][group] = does;
    return does;
  }

  #learn(letsOut: LetsOut, group: number, leg: number, situation: Situation): boolean {
    const { destination } = situation.plan.legs[leg]!;
    const { sure } = this.#admission(group, destination, situation);
    const does = sure === destination.addresses || covers(sure, destination.addresses);
    letsOut.set(group, does);
    return does;
  }

  #isLetIn(node: NodeRecord, door: Door): boolean {
    if (letsInAddress(door, node.address)) return true;
    const { memberGroupIds } = door;
    return (
      memberGroupIds.size > 0 && node.groups.some((group) => memberGroupIds.has(this.#index.groupIds[group]!))
    );
  }

  #admission(group: number, destination: Destination, { sender, flow }: Situation): Admission {
    const make = () =>
      admissionOut(this.#terrain.of(sender), this.#index.groupIds[group]!, destination, flow);
    const memory = this.#admissions.of(destination);
    return this.#terrain.facts.remember(memory, group, make, { kind: "group", number: group });
  }

  /** A node for which something is in the way, or may be: the verdict is shared by those that look alike. */
  #closely(instanceId: string, node: NodeRecord, situation: Situation): PathVerdict {
    const { plan, doors, isPersonal } = situation;
    const letIn = doors.map((door) => door === null || this.#isLetIn(node, door));
    const letOut = plan.legs.map(({ destination }, leg) =>
      this.#isLetOut(node, situation, leg, this.#letsOutTo(destination)),
    );
    const groups = letOut.every(Boolean) ? "" : node.groups.join();
    const who = node.isRunning ? (isPersonal ? node.interfaceId : "") : `${instanceId} ${node.interfaceId}`;
    const key = `${groups} ${letIn.join()} ${who}`;
    const verdicts = this.#verdicts.get(situation) ?? new Map<string, PathVerdict>();
    this.#verdicts.set(situation, verdicts);
    const known = verdicts.get(key);
    if (known !== undefined) return known;
    const walks = plan.legs.map((leg, index): Walk => {
      const groupsOut = letOut[index] ? openGroups : this.#groupsOut(leg, node, situation);
      return { leg, groupsOut, groupsIn: this.#groupsIn(leg, node, situation, letIn[index]!) };
    });
    const stopped = this.#stopped(instanceId, node);
    const ground = this.#terrain.of(situation.sender);
    const parts = settledParts(plan, walks as [Walk, ...Walk[]], stopped).map((part) =>
      ground.locate(part.toOwn?.(node.interfaceId) ?? part),
    );
    const verdict = verdictOf(parts, plan, ground);
    verdicts.set(key, verdict);
    return verdict;
  }

  #stopped(instanceId: string, { isRunning }: NodeRecord): Part[] {
    const instance = isRunning ? undefined : this.#terrain.facts.get("instance", instanceId).value;
    const part = instance === undefined ? null : stoppedPart(this.#terrain, instance);
    return part === null ? [] : [part];
  }

  #groupsOut({ destination }: Leg, node: NodeRecord, situation: Situation): Part {
    const { sender, flow } = situation;
    return groupsPart({
      terrain: this.#terrain.of(sender),
      place: {
        hop: "security-group-out",
        isBack: false,
        resources: this.#groupIdsOf(node).map((id) => ({ kind: "security-group", id })),
      },
      direction: "egress",
      destination,
      flow,
      admissions: node.groups.map((group) => this.#admission(group, destination, situation)),
      peer: destination.label,
    });
  }

  #groupsIn(leg: Leg, node: NodeRecord, { sender, flow }: Situation, isLetIn: boolean): Part | null {
    if (!leg.asksWhoSends || isLetIn) return leg.asksWhoSends ? openDoor : null;
    const peer = {
      addresses: [[node.address, node.address]] as const,
      securityGroupIds: this.#groupIdsOf(node),
    };
    return inboundPart(this.#terrain.of(sender), leg.destination, flow, peer, "the node");
  }

  #groupIdsOf({ groups }: NodeRecord): string[] {
    return groups.map((group) => this.#index.groupIds[group]!);
  }

  /** An instance without an interface, or one that is not there, or that was not read. */
  #strange(instanceId: string): PathVerdict {
    const nowhere = { way: "none", exits: [], endpointId: null, warnings: [] } as const;
    const part = this.#strangePart(instanceId);
    const { uncertainties, obstacle } = part;
    return obstacle === null
      ? { ...nowhere, answer: "undecided", obstacles: [], uncertainties }
      : { ...nowhere, answer: "blocked", obstacles: [obstacle], uncertainties };
  }

  #strangePart(instanceId: string): Part {
    const { gap, value: instance } = this.#terrain.facts.get("instance", instanceId);
    if (gap !== null) return unread({ hop: "instance", isBack: false, resources: [] }, gap);
    if (instance === undefined) return unknownInstance(instanceId);
    return stoppedPart(this.#terrain, instance) ?? interfaceMissing(instanceId);
  }
}

function passing(hop: Part["hop"], sentence: string): Part {
  return pass({ hop, isBack: false, resources: [] }, () => words("allows it", sentence));
}
