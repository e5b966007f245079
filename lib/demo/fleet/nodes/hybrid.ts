import type { Agent } from "../../cloud/agent.ts";
import type { AccountName, RegionName } from "../demo-accounts.ts";
import type { Estate } from "../estate.ts";
import { ago, day, hour, regionOf, tagList } from "../estate.ts";
import { hashOf } from "../seeded-random.ts";
import { latestAgentVersion } from "./agents.ts";
import { images } from "./images.ts";

type HybridSpec = {
  account: AccountName;
  region: RegionName;
  name: string;
  activationId: string;
  address: string;
  image: keyof typeof images;
  ageDays: number;
  version?: string;
};

/** A machine outside of AWS: a rack, a laptop. It stands in Systems Manager and nowhere else. */
export function addHybridNode(estate: Estate, spec: HybridSpec): Agent {
  const region = regionOf(estate, spec.account, spec.region);
  const image = images[spec.image];
  const version = spec.version ?? latestAgentVersion;
  const nodeId = estate.ids.resource("mi", `${region.account}/${spec.region}/${spec.name}`);
  const agent: Agent = {
    nodeId,
    resourceType: "ManagedInstance",
    version,
    isLatestVersion: image.platformType !== "Windows" && version === latestAgentVersion,
    platformType: image.platformType,
    platformName: image.platformName,
    platformVersion: image.platformVersion,
    computerName: `${spec.name}.dc.muster.example`,
    ipAddress: spec.address,
    name: spec.name,
    activationId: spec.activationId,
    iamRole: "service-role/hybrid-nodes",
    registeredAt: estate.now - spec.ageDays * day,
    pingPhaseMs: hashOf(`${estate.world.seed}/phase/${nodeId}`) % 300_000,
    ping: "Online",
    lastPingAt: null,
    isChannelOpen: true,
    conditionIds: [],
    dueAt: null,
    associationStatus: "Success",
  };
  region.ssm.agents.set(nodeId, agent);
  return agent;
}

export function addActivation(
  estate: Estate,
  account: AccountName,
  region: RegionName,
  spec: {
    name: string;
    description: string;
    limit: number;
    used: number;
    createdDaysAgo: number;
    validDays: number;
  },
): string {
  const place = regionOf(estate, account, region);
  const id = estate.ids.uuid(`${place.account}/${region}/activation/${spec.name}`);
  const expiresAgo = (spec.createdDaysAgo - spec.validDays) * day;
  place.ssm.activations.set(id, {
    ActivationId: id,
    Description: spec.description,
    DefaultInstanceName: spec.name,
    IamRole: "service-role/hybrid-nodes",
    RegistrationLimit: spec.limit,
    RegistrationsCount: spec.used,
    CreatedDate: ago(estate, spec.createdDaysAgo * day + hour),
    ExpirationDate: ago(estate, expiresAgo),
    Expired: expiresAgo > 0,
    Tags: tagList({ Site: spec.name.split("-")[0] ?? "" }),
  });
  return id;
}
