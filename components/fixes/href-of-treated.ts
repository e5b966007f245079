import type { WalkthroughAnswer } from "../../lib/api/walkthrough.ts";
import { causeHref, causesHref } from "../../lib/routes/causes.ts";

/** The page of the cause that a walkthrough removes; of all of a code in a Region the list that has them. */
export function hrefOfTreated({
  code,
  key,
  filter,
  isOfRegion,
}: Pick<WalkthroughAnswer["cause"], "code" | "key" | "filter" | "isOfRegion">): string {
  return isOfRegion ? causesHref({ q: filter }) : causeHref(code, key);
}
