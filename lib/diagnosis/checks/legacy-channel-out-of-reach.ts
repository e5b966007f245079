import { defineCheck } from "../check.ts";
import { notApplicable, pass, warn } from "../finding.ts";
import { hasWay, networkKinds } from "../obstacle-check.ts";
import { offersLegacyChannel } from "../required-services.ts";

export const legacyChannelOutOfReach = defineCheck({
  id: "legacy-channel-out-of-reach",
  group: "network",
  title: "The old message channel is out of reach, and the agent may need it",
  passTitle: "The old message channel is in reach",
  why: `Agents before 3.3.40.0 may need ec2messages for commands; newer ones leave it alone, and younger Regions have none. Of an
    agent whose version nobody knows it cannot be told, so its way is shown and nothing is blamed on it.`,
  rows: ["3.5"],
  causes: [],
  needs: networkKinds,

  appliesTo: hasWay,

  examine(node) {
    if (!offersLegacyChannel(node.snapshot.scope.region))
      return notApplicable("Regions that opened in 2024 or later, as this one, do not offer ec2messages.");
    if ((node.registration?.agentVersion ?? null) !== null)
      return notApplicable("The version of its agent is known, and whether it needs ec2messages with it.");
    if (node.path("ec2messages").answer !== "blocked")
      return pass("It may reach ec2messages, if it needs to.");
    return warn("It cannot reach ec2messages, which only an agent from before 3.3.40.0 would need.");
  },
});
