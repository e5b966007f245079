/** Where a document stands on its node's page. */
export function documentAnchor({ kind, id }: { kind: string; id: string }): string {
  return `document-${kind}-${encodeURIComponent(id)}`;
}
