import type { CauseCode } from "../../model/cause.ts";
import type { Fix } from "../fix.ts";
import { identityFixes } from "./identity.ts";
import { networkFixes } from "./network.ts";
import { nodeFixes } from "./nodes.ts";
import { targetFixes } from "./targets.ts";

/** Every fix that there is. */
export const fixes: readonly Fix[] = [...networkFixes, ...identityFixes, ...nodeFixes, ...targetFixes];

export function findFix(id: string): Fix | undefined {
  return fixes.find((fix) => fix.id === id);
}

/** The fixes that are meant for a cause, whether or not they fit where it is met. */
export function fixesOf(code: CauseCode): readonly Fix[] {
  return fixes.filter(({ causes }) => causes.includes(code));
}
