import type { DocumentKind } from "../model/document-kind.ts";
import type { Observed } from "../model/snapshot.ts";

/** What may send packets on to an interface: an endpoint and a gateway by their own, a route by its target. */
const naming = ["vpc-endpoint", "nat-gateway", "route-table"] as const;

/**
 * Ids of the interfaces that a node's way may lead over. All other ones are of nodes, whose instances describe them too, or of
 * nobody's concern, and there are more of them than of anything else.
 */
export function namedInterfaces(
  documents: ReadonlyMap<DocumentKind, readonly Observed<DocumentKind>[]>,
): string[] {
  const ids = naming.flatMap((kind) =>
    (documents.get(kind) ?? []).flatMap(
      ({ document }) => JSON.stringify(document).match(/\beni-[0-9a-z]+/g) ?? [],
    ),
  );
  return [...new Set(ids)];
}
