import type { Check } from "../check.ts";
import { activationExpired } from "./activation-expired.ts";
import { agentOutdated } from "./agent-outdated.ts";
import { hybridNodeSilent } from "./hybrid-node-silent.ts";

/** The agent itself, as far as AWS knows it. */
export const agentChecks: readonly Check[] = [activationExpired, agentOutdated, hybridNodeSilent];
