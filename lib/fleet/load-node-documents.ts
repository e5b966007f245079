import type { NodeDocument } from "../api/node.ts";
import { collectorOf } from "../collect/index.ts";
import type { Subject } from "../model/cause.ts";
import { type DocumentKind, documentKinds } from "../model/document-kind.ts";
import type { Node } from "../model/node.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { FullVerdict } from "../model/verdict.ts";
import type { StoredDocument } from "../store/document-history.ts";
import type { Store } from "../store/store.ts";

/** The scope is that of what stands in another one than the node. */
type Key = readonly [kind: DocumentKind, id: string, scope?: ScopeKey | undefined];

type Loaded = StoredDocument & { scope: ScopeKey };

/**
 * What AWS answered of all that a node's page stands on: the documents of its own id, those that its row points at, those on
 * its path with the subnets of the endpoints there, and those to blame.
 */
export async function loadNodeDocuments(
  store: Store,
  node: Node,
  verdict: FullVerdict,
): Promise<NodeDocument[]> {
  const own = await store.loadNodeDocuments(node.scope, node.id);
  const loaded = new Map<string, Loaded>(
    own.map((document) => [keyOf([document.kind, document.id]), { ...document, scope: node.scope }]),
  );
  const load = async (keys: readonly Key[]) => {
    const wanted = new Map(keys.map((key) => [keyOf(key), key]));
    for (const key of loaded.keys()) wanted.delete(key);
    const found = await Promise.all(
      [...wanted.values()].map(async ([kind, id, scope = node.scope]) => ({
        scope,
        document: await store.findDocument(scope, kind, id),
      })),
    );
    for (const { scope, document } of found) {
      if (document) loaded.set(keyOf([document.kind, document.id]), { ...document, scope });
    }
  };
  await load(relatedKeys(node, verdict));
  await load([...loaded.values()].flatMap(subnetsOf));
  return [...loaded.values()].map((document) => toNodeDocument(document, node.scope));
}

/** The resources that a node's row, its path and its causes point at, each once. */
export function relatedKeys(node: Node, { path, cause, alsoBroken }: FullVerdict): Key[] {
  const row: (readonly [DocumentKind, string | null])[] = [
    ["vpc", node.vpc],
    ["subnet", node.subnet],
    ...node.securityGroups.map((id) => ["security-group", id] as const),
    ["instance-profile", node.instanceProfileArn],
    ["image", node.imageId],
  ];
  const blamed = [...(cause === null ? [] : [cause]), ...alsoBroken].map(({ subject }) => subject);
  const onPath = (path?.lanes ?? []).flatMap(({ trace }) => trace.hops.flatMap(({ resources }) => resources));
  const keys = [
    ...row.flatMap(([kind, id]): Key[] => (id === null ? [] : [[kind, id]])),
    ...[...onPath, ...blamed].flatMap(toKey),
  ];
  return [...new Map(keys.map((key) => [keyOf(key), key])).values()];
}

function toKey({ kind, id, scope }: Subject): Key[] {
  const known = documentKinds.find((candidate) => candidate === kind);
  return known === undefined ? [] : [[known, id, scope]];
}

function keyOf([kind, id]: Key): string {
  return `${kind} ${id}`;
}

function subnetsOf({ kind, body, scope }: Loaded): Key[] {
  if (kind !== "vpc-endpoint" || typeof body !== "object" || body === null) return [];
  const ids = "SubnetIds" in body && Array.isArray(body.SubnetIds) ? body.SubnetIds : [];
  return ids.flatMap((id): Key[] => (typeof id === "string" ? [["subnet", id, scope]] : []));
}

function toNodeDocument(
  { kind, id, scope, observedAt, validFrom, body }: Loaded,
  home: ScopeKey,
): NodeDocument {
  const told = { kind, id, action: collectorOf(kind).actions[0]!, observedAt, validFrom, body };
  return scope === home ? told : { ...told, scope };
}
