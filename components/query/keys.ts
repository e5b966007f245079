/** Answers that any change of the nodes can make untrue. They are read again when the server says that nodes changed. */
export function nodesKey(address: string) {
  return ["nodes", address] as const;
}

export const allNodesKeys = ["nodes"] as const;
export const syncsKey = ["syncs"] as const;
export const viewsKey = ["views"] as const;
export const settingsKey = ["settings"] as const;
