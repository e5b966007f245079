import { fixes } from "../../fixes/catalogue/index.ts";

/** The ids of all fixes, as the configuration names those that may be applied. */
export function fixIds(): string[] {
  return fixes.map(({ id }) => id);
}
