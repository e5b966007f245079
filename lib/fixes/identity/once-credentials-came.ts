import type { TakesEffect } from "../fix.ts";

const minute = 60_000;

/** How an agent comes to credentials that it could not get, or that were refused (ssm-targets 3.1). */
export const onceCredentialsCame: TakesEffect = {
  withinMs: 60 * minute,
  sentence:
    "It holds within seconds. An agent that was refused asks again after 25 to 30 minutes, and one that gave up for a while after up to an hour.",
  skipsTheWait: "Restart the agent on the host, or reboot the instance.",
};

/** Nodes take up default host management within half an hour of the setting; until they look, they sleep like others. */
export const onceHostManagementCame: TakesEffect = {
  ...onceCredentialsCame,
  sentence:
    "Nodes take it up within 30 minutes. An agent that gave up for a while looks again after up to an hour.",
};
