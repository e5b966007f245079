import type { NodeDocument } from "../api/node.ts";
import { collectorOf } from "../collect/index.ts";
import type { Subject } from "../model/cause.ts";
import { type DocumentKind, documentKinds } from "../model/document-kind.ts";
import type { Node } from "../model/node.ts";
import type { FullVerdict } from "../model/verdict.ts";
import type { StoredDocument } from "../store/document-history.ts";
import type { Store } from "../store/store.ts";

type Key = readonly [kind: DocumentKind, id: string];

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
  const loaded = new Map(own.map((document) => [keyOf([document.kind, document.id]), document]));
  const load = async (keys: readonly Key[]) => {
    const wanted = new Map(keys.map((key) => [keyOf(key), key]));
    for (const key of loaded.keys()) wanted.delete(key);
    const found = await Promise.all(
      [...wanted.values()].map(([kind, id]) => store.findDocument(node.scope, kind, id)),
    );
    for (const document of found) {
      if (document) loaded.set(keyOf([document.kind, document.id]), document);
    }
  };
  await load(relatedKeys(node, verdict));
  await load([...loaded.values()].flatMap(subnetsOf));
  return [...loaded.values()].map(toNodeDocument);
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

function toKey({ kind, id }: Subject): Key[] {
  const known = documentKinds.find((candidate) => candidate === kind);
  return known === undefined ? [] : [[known, id]];
}

function keyOf([kind, id]: Key): string {
  return `${kind} ${id}`;
}

function subnetsOf({ kind, body }: StoredDocument): Key[] {
  if (kind !== "vpc-endpoint" || typeof body !== "object" || body === null) return [];
  const ids = "SubnetIds" in body && Array.isArray(body.SubnetIds) ? body.SubnetIds : [];
  return ids.flatMap((id): Key[] => (typeof id === "string" ? [["subnet", id]] : []));
}

function toNodeDocument({ kind, id, observedAt, validFrom, body }: StoredDocument): NodeDocument {
  return { kind, id, action: collectorOf(kind).actions[0]!, observedAt, validFrom, body };
}
