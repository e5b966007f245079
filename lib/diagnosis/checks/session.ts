import type { Check } from "../check.ts";
import { advancedTierOff } from "./advanced-tier-off.ts";
import { contentPathBlocked } from "./content-path-blocked.ts";
import { sessionChannelClosed } from "./session-channel-closed.ts";
import { sessionLoggingPathMissing } from "./session-logging-path-missing.ts";

/** What comes after being seen: commands, sessions, and what these need beside the agent's own channel. */
export const sessionChecks: readonly Check[] = [
  sessionChannelClosed,
  sessionLoggingPathMissing,
  contentPathBlocked,
  advancedTierOff,
];
