import type { Check } from "../check.ts";
import { agentChecks } from "./agent.ts";
import { identityChecks } from "./identity.ts";
import { instanceChecks } from "./instance.ts";
import { networkChecks } from "./network.ts";
import { sessionChecks } from "./session.ts";
import { targetChecks } from "./target.ts";

/** The whole catalogue, in the order in which people read it: who depends on nothing comes first. */
export const checks: readonly Check[] = [
  ...targetChecks,
  ...instanceChecks,
  ...identityChecks,
  ...networkChecks,
  ...agentChecks,
  ...sessionChecks,
];
