import type { Gap } from "../model/gap.ts";
import type { ServiceName } from "../model/path.ts";
import { settledParts, verdictOf, type Walk } from "./combine.ts";
import type { Destination } from "./destination.ts";
import type { Remembered } from "./facts.ts";
import type { Flow } from "./flow.ts";
import { type Door, doorOf, inboundPart, letsInAddress } from "./hops/inbound.ts";
import { interfaceMissing, stoppedPart, unknownInstance } from "./hops/instance.ts";
import { type Admission, admissionOut, groupsPart } from "./hops/security-group.ts";
import { covers } from "./interval-set.ts";
import type { Leg } from "./leg.ts";
import { NodeIndex, type NodeRecord } from "./node-index.ts";
import { type Part, pass, unread, words } from "./part.ts";
import type { PathVerdict } from "./path-verdict.ts";
import { type Plan, planService } from "./plan.ts";
import type { Terrain } from "./terrain.ts";

/** What all nodes of one sender share: the plan, whom each other side lets in, and the verdict where no group is in the way. */
type Situation = {
  flow: Flow;
  plan: Plan;
  doors: readonly (Door | null)[];
  open: PathVerdict;
  /** True where a blame is the node's own interface's. */
  isPersonal: boolean;
  /** By groups, doors and, where it is personal, interface. */
  verdicts: Map<string, PathVerdict>;
};

const openGroups = passing("security-group-out", "A rule of the node's groups allows it.");
const openDoor = passing("security-group-in", "A rule of the endpoint's groups lets the node in.");

/** Verdicts on the nodes of a scope. Everything is judged once for as many nodes as it is the same for. */
export class Judge {
  readonly #terrain: Terrain;
  readonly #index: NodeIndex;
  /** By sender, then by service. */
  readonly #situations: Map<ServiceName, Remembered<Situation>>[];
  /** By group, then by destination. */
  readonly #admissions: Map<Destination, Remembered<Admission>>[];

  constructor(terrain: Terrain) {
    this.#terrain = terrain;
    this.#index = new NodeIndex(terrain);
    this.#situations = this.#index.senders.map(() => new Map());
    this.#admissions = this.#index.groupIds.map(() => new Map());
  }

  judge(instanceId: string, service: ServiceName): PathVerdict {
    const node = this.#index.nodes.get(instanceId);
    if (node === undefined || node.sender === -1) return this.#strange(instanceId);
    const situation = this.#situation(node.sender, service);
    const { plan, doors, open, isPersonal } = situation;
    if (node.isRunning && !isPersonal && plan.legs.length === 1) {
      const [door = null] = doors;
      const isLetOut = this.#isLetOut(node, plan.legs[0].destination, situation.flow);
      if (isLetOut && (door === null || this.#isLetIn(node, door))) return open;
    }
    return this.#closely(instanceId, node, situation);
  }

  #situation(sender: number, service: ServiceName): Situation {
    const known = this.#situations[sender]!;
    // Looked up here first: this is asked for every node and service.
    const remembered = known.get(service);
    if (remembered !== undefined) return remembered.value;
    return this.#terrain.facts.remember(known, service, () => {
      const from = this.#index.senders[sender]!;
      const flow: Flow = { family: from.family, protocol: "tcp", port: 443 };
      const plan = planService({ terrain: this.#terrain, sender: from, service, flow });
      const doors = plan.legs.map((leg) =>
        leg.asksWhoSends ? doorOf(this.#terrain, leg.destination, flow) : null,
      );
      const [leg] = plan.legs;
      const groupsIn = leg.asksWhoSends ? openDoor : null;
      const parts = settledParts([plan.name], [{ leg, groupsOut: openGroups, groupsIn }]);
      return {
        flow,
        plan,
        doors,
        open: verdictOf(parts, leg),
        isPersonal: plan.legs.some(({ out }) => out.some(({ toOwn }) => toOwn !== undefined)),
        verdicts: new Map(),
      };
    });
  }

  #isLetOut(node: NodeRecord, destination: Destination, flow: Flow): boolean {
    for (const group of node.groups) {
      const { sure } = this.#admission(group, destination, flow);
      if (sure === destination.addresses || covers(sure, destination.addresses)) return true;
    }
    return node.groups.length === 0;
  }

  #isLetIn(node: NodeRecord, door: Door): boolean {
    if (letsInAddress(door, node.address)) return true;
    const { memberGroupIds } = door;
    return (
      memberGroupIds.size > 0 && node.groups.some((group) => memberGroupIds.has(this.#index.groupIds[group]!))
    );
  }

  #admission(group: number, destination: Destination, flow: Flow): Admission {
    const known = this.#admissions[group]!;
    const remembered = known.get(destination);
    if (remembered !== undefined) return remembered.value;
    return this.#terrain.facts.remember(known, destination, () =>
      admissionOut(this.#terrain, this.#index.groupIds[group]!, destination, flow),
    );
  }

  /** A node for which something is in the way, or may be: the verdict is shared by those that look alike. */
  #closely(instanceId: string, node: NodeRecord, situation: Situation): PathVerdict {
    const { plan, doors, isPersonal, verdicts } = situation;
    const letIn = doors.map((door) => door === null || this.#isLetIn(node, door));
    const who = node.isRunning ? (isPersonal ? node.interfaceId : "") : `${instanceId} ${node.interfaceId}`;
    const key = `${node.groups.join()} ${letIn.join()} ${who}`;
    const known = verdicts.get(key);
    if (known !== undefined) return known;
    const walks = plan.legs.map((leg, index) => this.#walk(leg, node, situation.flow, letIn[index]!));
    const parts = settledParts(
      [...this.#stopped(instanceId, node), plan.name],
      walks as [Walk, ...Walk[]],
    ).map((part) => part.toOwn?.(node.interfaceId) ?? part);
    const verdict = verdictOf(parts, plan.legs[0]);
    verdicts.set(key, verdict);
    return verdict;
  }

  #stopped(instanceId: string, { isRunning }: NodeRecord): Part[] {
    const instance = isRunning ? undefined : this.#terrain.facts.get("instance", instanceId).value;
    const part = instance === undefined ? null : stoppedPart(this.#terrain, instance);
    return part === null ? [] : [part];
  }

  #walk(leg: Leg, node: NodeRecord, flow: Flow, isLetIn: boolean): Walk {
    const groupIds = node.groups.map((group) => this.#index.groupIds[group]!);
    const groupsOut = groupsPart({
      terrain: this.#terrain,
      place: {
        hop: "security-group-out",
        isBack: false,
        resources: groupIds.map((id) => ({ kind: "security-group", id })),
      },
      direction: "egress",
      destination: leg.destination,
      flow,
      admissions: node.groups.map((group) => this.#admission(group, leg.destination, flow)),
      peer: leg.destination.label,
    });
    if (!leg.asksWhoSends) return { leg, groupsOut, groupsIn: null };
    const peer = { addresses: [[node.address, node.address]] as const, securityGroupIds: groupIds };
    const groupsIn = isLetIn ? openDoor : inboundPart(this.#terrain, leg.destination, flow, peer, "the node");
    return { leg, groupsOut, groupsIn };
  }

  /** An instance without an interface, or one that is not there, or that was not read. */
  #strange(instanceId: string): PathVerdict {
    const nowhere = { way: "none", endpointId: null, warnings: [] } as const;
    const part = this.#strangePart(instanceId, this.#index.gap);
    const { uncertainties, obstacle } = part;
    return obstacle === null
      ? { ...nowhere, answer: "undecided", obstacles: [], uncertainties }
      : { ...nowhere, answer: "blocked", obstacles: [obstacle], uncertainties };
  }

  #strangePart(instanceId: string, gap: Gap | null): Part {
    if (gap !== null) return unread({ hop: "instance", isBack: false, resources: [] }, gap);
    const instance = this.#terrain.facts.get("instance", instanceId).value;
    if (instance === undefined) return unknownInstance(instanceId);
    return stoppedPart(this.#terrain, instance) ?? interfaceMissing(instanceId);
  }
}

function passing(hop: Part["hop"], sentence: string): Part {
  return pass({ hop, isBack: false, resources: [] }, () => words("allows it", sentence));
}
