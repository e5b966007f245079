import type { NodeDetail } from "../../lib/api/node.ts";

type Key = { kind: string; id: string };

/** Where a document stands on its node's page. */
export function documentAnchor({ kind, id }: Key): string {
  return `document-${kind}-${encodeURIComponent(id)}`;
}

/** The link to what AWS answered of a resource; undefined where the node's page does not show it. */
export function rawHrefOf({
  documents,
}: Pick<NodeDetail, "documents">): (resource: Key) => string | undefined {
  const known = new Set(documents.map(documentAnchor));
  return (resource) => {
    const anchor = documentAnchor(resource);
    return known.has(anchor) ? `#${anchor}` : undefined;
  };
}
