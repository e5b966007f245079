import type { Agent } from "../agent.ts";
import { announce } from "../change.ts";
import type { Region, World } from "../world.ts";

/** Installs the newest agent that the Region's nodes have, as the document AWS-UpdateSSMAgent does. */
export function updateAgent(world: World, region: Region, agent: Agent) {
  const latest = region.ssm.agents.values().find(({ isLatestVersion }) => isLatestVersion)?.version;
  if (latest === undefined || agent.version === latest) return;
  agent.version = latest;
  // SSM never says this of Windows.
  agent.isLatestVersion = agent.platformType !== "Windows";
  announce(world, {
    account: region.account,
    region: region.name,
    by: "an update of the agent",
    resourceIds: [agent.nodeId],
  });
}
