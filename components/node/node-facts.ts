import type { NodeDetail, NodeSummary } from "../../lib/api/node.ts";

const platformNames = { linux: "Linux", windows: "Windows", macos: "macOS" } as const;

/** The operating system as exactly as it is known; null where neither the agent nor EC2 tells. */
export function platformOf(node: NodeSummary): string | null {
  return node.platformName ?? (node.platform && platformNames[node.platform]);
}

/** The name of an instance profile: the last part of its ARN. */
export function profileNameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}

/** Tags for people: `Name` first, then by key; AWS's own last. */
export function sortedTags(tags: NodeDetail["tags"]): [key: string, value: string][] {
  const rank = (key: string) => (key === "Name" ? 0 : key.startsWith("aws:") ? 2 : 1);
  return Object.entries(tags).sort(
    ([one], [other]) => rank(one) - rank(other) || (one < other ? -1 : one > other ? 1 : 0),
  );
}
