import type { Estate } from "../estate.ts";
import { plantHostDecoys } from "./host-decoys.ts";
import { plantPathDecoys } from "./path-decoys.ts";
import { plantPermissionDecoys } from "./permission-decoys.ts";

/** Nodes that look bad and are fine: whoever reports one of these cries wolf. */
export function plantDecoys(estate: Estate): void {
  plantPermissionDecoys(estate);
  plantPathDecoys(estate);
  plantHostDecoys(estate);
}
