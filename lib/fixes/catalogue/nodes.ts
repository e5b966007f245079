import type { Fix } from "../fix.ts";
import { cleanUpAtTermination } from "./clean-up-at-termination.ts";
import { correctReferences } from "./correct-references.ts";
import { deregisterManagedNode } from "./deregister-managed-node.ts";
import { inspectHost } from "./inspect-host.ts";
import { installAgentAgain } from "./install-agent-again.ts";
import { moveToAnotherHost } from "./move-to-another-host.ts";
import { raiseManagedNodeQuota } from "./raise-managed-node-quota.ts";
import { rebootInstance } from "./reboot-instance.ts";
import { registerAgain } from "./register-again.ts";
import { restartAgent } from "./restart-agent.ts";
import { sendItThere } from "./send-it-there.ts";
import { startInstance } from "./start-instance.ts";
import { turnOnAdvancedTier } from "./turn-on-advanced-tier.ts";
import { updateAgent } from "./update-agent.ts";
import { waitForAgent } from "./wait-for-agent.ts";

/** What mends a node itself, its agent and who names it; of one cause the gentlest first. */
export const nodeFixes: readonly Fix[] = [
  startInstance,
  waitForAgent,
  restartAgent,
  rebootInstance,
  moveToAnotherHost,
  updateAgent,
  installAgentAgain,
  inspectHost,
  registerAgain,
  deregisterManagedNode,
  raiseManagedNodeQuota,
  turnOnAdvancedTier,
  correctReferences,
  sendItThere,
  cleanUpAtTermination,
];
