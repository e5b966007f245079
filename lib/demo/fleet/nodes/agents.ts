import type { Agent } from "../../cloud/agent.ts";
import type { Estate } from "../estate.ts";
import { minute } from "../estate.ts";
import { hashOf } from "../seeded-random.ts";
import type { ImageFacts } from "./images.ts";

export const latestAgentVersion = "3.3.4515.0";

/** What a fleet runs: mostly the latest, with a tail. All of them prefer `ssmmessages`, but for the last. */
const agentVersions = [
  ...Array<string>(12).fill(latestAgentVersion),
  ...[
    "3.3.4288.0",
    "3.3.4288.0",
    "3.3.3598.0",
    "3.3.3270.0",
    "3.3.2299.0",
    "3.3.1957.0",
    "3.3.987.0",
    "3.2.2303.0",
  ],
];

export function agentVersionOf(estate: Estate, label: string): string {
  const versions = agentVersions;
  return versions[hashOf(`${estate.world.seed}/agent/${label}`) % versions.length] ?? latestAgentVersion;
}

/** An agent that answers: what it is before conditions hold it back. */
export function healthyAgent(
  estate: Estate,
  spec: {
    nodeId: string;
    image: ImageFacts;
    version: string;
    address: string;
    hostName: string;
    launchedAt: number;
  },
): Agent {
  return {
    nodeId: spec.nodeId,
    resourceType: "EC2Instance",
    version: spec.version,
    // Systems Manager never says this of Windows.
    isLatestVersion: spec.image.platformType !== "Windows" && spec.version === latestAgentVersion,
    platformType: spec.image.platformType,
    platformName: spec.image.platformName,
    platformVersion: spec.image.platformVersion,
    computerName: spec.hostName,
    ipAddress: spec.address,
    registeredAt: spec.launchedAt + 2 * minute,
    pingPhaseMs: hashOf(`${estate.world.seed}/phase/${spec.nodeId}`) % (5 * minute),
    ping: "Online",
    lastPingAt: null,
    isChannelOpen: true,
    conditionIds: [],
    dueAt: null,
    associationStatus: "Success",
  };
}
