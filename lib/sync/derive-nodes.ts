import type { Judgement } from "../diagnosis/decide.ts";
import type { Diagnosis } from "../diagnosis/diagnose.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import type { Instance } from "../model/documents/instance.ts";
import type { ManagedNode } from "../model/documents/managed-node.ts";
import type { Conclusion, Node } from "../model/node.ts";
import { type ScopeKey, scopeKey } from "../model/scope.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Verdict } from "../model/verdict.ts";
import type { FoundCause } from "../store/causes.ts";
import { concludeSoFar, stillStands, toConclusion } from "./conclude-so-far.ts";

/** The rows of a scope's nodes, and what they share of reasons. */
export type DerivedNodes = {
  nodes: Node[];
  causes: FoundCause[];
  /** What the rows were made of, once all is read. They hold on to the world that was judged. */
  judgements: ReadonlyMap<string, Judgement>;
  /** Nodes at which Muster itself failed: one of them must not hide the rest of a fleet. */
  faults: { id: string; error: unknown }[];
};

/** A record that is younger than the list of instances may belong to an instance that was launched after it. */
const launchedMeanwhileMs = 10 * 60_000;

/** What rows are made of: the snapshot that is judged, and what of the same nodes is too old to judge by. */
export type RowFacts = {
  snapshot: Snapshot;
  outdated: Snapshot;
  /** How many failures the nodes had; left out while they are not read. */
  failures?: ReadonlyMap<string, number>;
};

/** A reading of the scope that is not through. */
export type Underway = {
  /** Of the world in which nothing stands in for what is awaited. */
  diagnosis: Diagnosis;
  held: ReadonlyMap<string, Conclusion>;
};

type DeriveOptions = { only?: readonly string[]; underway?: Underway | null };

/**
 * Makes the rows of a scope's nodes out of their verdicts, of all or of those named. While a reading is under way neither causes
 * nor judgements come with them: what they share is told when all is read.
 */
export function deriveNodes(
  diagnosis: Diagnosis,
  facts: RowFacts,
  { only, underway = null }: DeriveOptions = {},
): DerivedNodes {
  const { snapshot, failures } = facts;
  const scope = scopeKey(snapshot.scope);
  const documents = createFinder(facts);
  const known = idsOf(diagnosis, facts);
  const ids = only === undefined ? known : only.filter((id) => known.has(id));
  const causes = new Map<string, FoundCause>();
  const nodes: Node[] = [];
  const judgements = new Map<string, Judgement>();
  const faults: DerivedNodes["faults"] = [];
  for (const id of ids) {
    const instance = documents.find("instance", id);
    const managed = documents.find("managed-node", id);
    if (!instance && managed && isNewer(snapshot, managed)) continue;
    const judging = { diagnosis, scope, id, faults };
    const { judgement, verdict, conclusion } = underway ? judgeSoFar(judging, underway) : judge(judging);
    if (underway === null) {
      if (judgement !== null) judgements.set(id, judgement);
      noteCause(causes, verdict);
    }
    nodes.push({
      scope,
      id,
      ...conclusion,
      statusSince: snapshot.at,
      ...toIdentity(instance, managed),
      ping: managed?.pingStatus ?? null,
      lastPingAt: managed?.lastPingAt ?? null,
      channel: documents.find("connection-status", id)?.status ?? null,
      role: roleOf(documents, instance) ?? managed?.iamRole ?? null,
      instanceProfileArn: instance?.instanceProfileArn ?? null,
      autoScalingGroup: documents.find("auto-scaling-instance", id)?.autoScalingGroup ?? null,
      failures: failures ? (failures.get(id) ?? 0) : null,
      readAt: Math.min(...verdict.evidence.map(({ observedAt }) => observedAt), snapshot.at),
    });
  }
  return { nodes, causes: [...causes.values()], judgements, faults };
}

type Judging = { diagnosis: Diagnosis; scope: ScopeKey; id: string; faults: DerivedNodes["faults"] };
type Judged = { judgement: Judgement | null; verdict: Verdict; conclusion: Conclusion };

function judge({ diagnosis, scope, id, faults }: Judging): Judged {
  try {
    const judgement = diagnosis.judgeNode(scope, id);
    const verdict = diagnosis.explain(scope, id, judgement);
    return { judgement, verdict, conclusion: toConclusion(verdict) };
  } catch (error) {
    faults.push({ id, error });
    return { judgement: null, verdict: notJudged, conclusion: toConclusion(notJudged) };
  }
}

function judgeSoFar(judging: Judging, { diagnosis, held }: Underway): Judged {
  const known = held.get(judging.id);
  if (known !== undefined) {
    const mixed = judge(judging);
    if (mixed.judgement === null) return mixed;
    if (stillStands(known, mixed.judgement)) return { ...mixed, conclusion: known };
  }
  const read = judge({ ...judging, diagnosis });
  return read.judgement === null ? read : { ...read, conclusion: concludeSoFar(read.judgement, known) };
}

const notJudged: Verdict = {
  status: "unknown",
  sure: "undecided",
  why: "Unknown: Muster failed to judge it, and its log says where.",
  ...{ cause: null, alsoBroken: [], expected: null, since: null, changedBy: null, evidence: [] },
};

type Finder = ReturnType<typeof createFinder>;

/** What a row shows, however old: a column whose kind was never read is empty, and nothing more follows from that. */
function createFinder({ snapshot, outdated }: RowFacts) {
  return {
    find<Kind extends DocumentKind>(kind: Kind, id: string) {
      return (snapshot.gapOf(kind, id) === undefined ? snapshot : outdated).get(kind, id);
    },
  };
}

function idsOf(diagnosis: Diagnosis, { snapshot, outdated }: RowFacts): ReadonlySet<string> {
  const ids = new Set(diagnosis.nodeIds(scopeKey(snapshot.scope)));
  for (const kind of ["instance", "managed-node"] as const) {
    for (const { id } of outdated.all(kind)) ids.add(id);
  }
  return ids;
}

/** Of an i-… that EC2 did not list. */
function isNewer(snapshot: Snapshot, { id, registeredAt }: ManagedNode): boolean {
  if (id.startsWith("mi-") || registeredAt === null) return false;
  return registeredAt > (snapshot.observedAt("managed-node", id) ?? snapshot.at) - launchedMeanwhileMs;
}

/** Nodes that share a cause tell it once: since when is what the first of them tells. */
function noteCause(causes: Map<string, FoundCause>, { cause, since }: Verdict): void {
  if (cause === null) return;
  const key = `${cause.code} ${cause.subject.id}`;
  const known = causes.get(key);
  if (known === undefined) causes.set(key, { ...cause, since });
  else if (since !== null && (known.since === null || since < known.since)) known.since = since;
}

function roleOf(documents: Finder, instance: Instance | undefined): string | null {
  const arn = instance?.instanceProfileArn ?? null;
  const profile = arn === null ? undefined : documents.find("instance-profile", arn);
  return profile?.roles[0]?.name ?? null;
}

function toIdentity(instance: Instance | undefined, managed: ManagedNode | undefined) {
  const platformName = [managed?.platformName, managed?.platformVersion].filter(Boolean).join(" ");
  return {
    name: instance?.tags.Name || managed?.name || null,
    state: instance?.state ?? null,
    platform: managed?.platform ?? instance?.platform ?? null,
    platformName: platformName || (instance?.platformDetails ?? null),
    agentVersion: managed?.agentVersion ?? null,
    instanceType: instance?.instanceType ?? null,
    imageId: instance?.imageId ?? null,
    launchedAt: instance?.launchedAt ?? null,
    vpc: instance?.vpcId ?? null,
    subnet: instance?.subnetId ?? null,
    zone: instance?.zone ?? null,
    securityGroups: instance?.securityGroupIds ?? [],
    privateAddress: instance?.privateAddress ?? managed?.address ?? null,
    publicAddress: instance?.publicAddress ?? null,
    ipv6Address: instance?.ipv6Address ?? null,
    computerName: managed?.computerName ?? null,
    tags: instance?.tags ?? {},
  };
}
