import type { Check } from "../check.ts";
import { instanceStatusImpaired } from "./instance-status-impaired.ts";
import { metadataDisabled } from "./metadata-disabled.ts";
import { metadataHopLimitNarrow } from "./metadata-hop-limit-narrow.ts";
import { metadataOptionsPending } from "./metadata-options-pending.ts";
import { metadataVersionUnusable } from "./metadata-version-unusable.ts";

/** The machine as EC2 sees it, and where its agent learns who it is. */
export const instanceChecks: readonly Check[] = [
  instanceStatusImpaired,
  metadataDisabled,
  metadataVersionUnusable,
  metadataOptionsPending,
  metadataHopLimitNarrow,
];
