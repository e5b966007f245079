import { parseWalkthroughId, type WalkthroughKey, walkthroughId } from "../model/walkthrough-id.ts";

/** All fixes, the walkthroughs under way, and what was done. */
export function fixesHref(): string {
  return "/fixes";
}

/** Who did what, with AWS's answers. */
export function fixHistoryHref(): string {
  return "/fixes/history";
}

/** One fix on one subject. The id has colons and slashes, so it is one encoded segment. */
export function walkthroughHref(id: string | WalkthroughKey): string {
  return `/fixes/${encodeURIComponent(typeof id === "string" ? id : walkthroughId(id))}`;
}

/** Which walkthrough the segment of an address names, encoded or not; undefined where it is none. */
export function parseWalkthroughSegment(segment: string): WalkthroughKey | undefined {
  try {
    return parseWalkthroughId(decodeURIComponent(segment));
  } catch {
    return undefined;
  }
}
