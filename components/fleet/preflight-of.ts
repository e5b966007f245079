import { preflightHref } from "../../lib/routes/preflight.ts";
import { handText } from "../preflight/hand-over.ts";
import { readIds } from "./selected-nodes.ts";
import type { Selection } from "./selection.ts";

/** Hands the ids of the chosen nodes to the preflight page, and gives its address. */
export async function preflightOf(selection: Selection): Promise<string> {
  const ids = (await readIds(selection)).join("\n");
  handText(ids);
  return preflightHref({ text: ids });
}
