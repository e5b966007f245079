import { withOptions } from "../aws/reader.ts";
import { valuesPerFilter } from "../collect/narrowed.ts";
import { kindsOfVpc, readNeeded, readOfVpcs } from "../collect/read-belonging.ts";
import { type ReadDocument, readDocuments, type Wanted } from "../collect/read-documents.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import type { Instance } from "../model/documents/instance.ts";
import { scopeKey } from "../model/scope.ts";
import { findNaming, findParsed } from "./find-parsed.ts";
import { readIdentity } from "./read-identity.ts";
import { saveBelonging, saveRead } from "./save-read.ts";
import type { SyncScopeOptions } from "./sync-scope.ts";

export type AroundOptions = Pick<SyncScopeOptions, "store" | "reader" | "signal" | "now" | "withOptional">;

/** The surroundings of more nodes than this are mostly all of their scope, which is then better read as a whole. */
export const surroundedAtMost = 20;

/**
 * Reads again what nodes' verdicts stand on besides themselves: all that belongs to their VPCs, what that names, and with what
 * they sign. Answers which documents are others now.
 */
export async function readAround(options: AroundOptions, ids: readonly string[]): Promise<Wanted[]> {
  const { signal } = options;
  const reader = withOptions(options.reader, { signal });
  const own = { ...options, reader };
  const [network, identity] = await Promise.all([readNetwork(own, ids), readIdentity(own, ids)]);
  return [...network, ...identity];
}

/** The same of the network of some VPCs, for nodes that stand in another scope. */
export function readVpcs(options: AroundOptions, vpcIds: readonly string[]): Promise<Wanted[]> {
  const { signal } = options;
  return readInVpcs({ ...options, reader: withOptions(options.reader, { signal }) }, vpcIds, []);
}

async function readNetwork(options: AroundOptions, ids: readonly string[]): Promise<Wanted[]> {
  const { store, reader } = options;
  const instances = await findParsed(store, scopeKey(reader.scope), "instance", ids);
  const vpcIds = [
    ...new Set(
      instances.flatMap((each) => [each, ...each.networkInterfaces].flatMap(({ vpcId }) => vpcId ?? [])),
    ),
  ];
  return vpcIds.length === 0 ? [] : readInVpcs(options, vpcIds, instances);
}

/** What a filter lists no more is asked for by its id: it may be gone, or detached, or elsewhere. */
async function readInVpcs(
  options: AroundOptions,
  vpcIds: readonly string[],
  instances: readonly Instance[],
): Promise<Wanted[]> {
  const { store, reader } = options;
  const scope = scopeKey(reader.scope);
  const answers = await Promise.all(kindsOfVpc.map((kind) => readOfVpcs(reader, kind, vpcIds)));
  const brought = answers.flatMap(({ read }) => read);
  const through = kindsOfVpc.filter((_, index) => answers[index]!.isThrough);
  const known = await Promise.all(through.map((kind) => findNaming(store, scope, kind, vpcIds)));
  const moved = await saveRead(options, brought);
  const of = new Set(brought.map(({ kind, id }) => `${kind} ${id}`));
  const wanted: Wanted[] = [
    ...known.flat(),
    ...namedIn([...instances, ...brought]),
    ...(await findNaming(store, scope, "egress-only-gateway", vpcIds)),
    { kind: "block-public-access", id: reader.scope.region },
  ];
  const rest = await readById(
    options,
    wanted.filter(({ kind, id }) => !of.has(`${kind} ${id}`)),
  );
  return [...moved, ...(await saveRead(options, rest)), ...(await readZones(options, vpcIds))];
}

/** The kinds that what stands in a VPC names, by the beginning of their ids. */
const kindByPrefix: Readonly<Record<string, DocumentKind>> = {
  ...{ acl: "network-acl", dopt: "dhcp-options", eigw: "egress-only-gateway", eni: "network-interface" },
  ...{ igw: "internet-gateway", nat: "nat-gateway", pcx: "peering-connection", pl: "managed-prefix-list" },
  ...{ rtb: "route-table", sg: "security-group", subnet: "subnet", vpce: "vpc-endpoint" },
};

function namedIn(documents: readonly unknown[]): Wanted[] {
  const ids = new Set(JSON.stringify(documents).match(/\b[a-z]+-[0-9a-f]{8,17}\b/g));
  return [...ids].flatMap((id) => {
    const kind = kindByPrefix[id.slice(0, id.indexOf("-"))];
    return kind === undefined ? [] : [{ kind, id }];
  });
}

/** In portions that filters take, as whoever asks for more is told of all that the Region has. */
async function readById({ reader }: AroundOptions, wanted: readonly Wanted[]): Promise<ReadDocument[]> {
  const portions = [...Map.groupBy(wanted, ({ kind }) => kind).values()].flatMap((each) =>
    Array.from({ length: Math.ceil(each.length / valuesPerFilter) }, (_, index) =>
      each.slice(index * valuesPerFilter, (index + 1) * valuesPerFilter),
    ),
  );
  return (await Promise.all(portions.map((portion) => readDocuments(reader, portion)))).flat();
}

async function readZones(options: AroundOptions, vpcIds: readonly string[]): Promise<Wanted[]> {
  const { store, reader, withOptional } = options;
  if (!withOptional) return [];
  const known = await findNaming(store, scopeKey(reader.scope), "hosted-zone", vpcIds);
  return saveBelonging(options, await readNeeded(reader, "hosted-zone", new Set(vpcIds)), known);
}
