import type { Place } from "../conditions/plant.ts";
import type { Estate } from "../estate.ts";
import { regionOf } from "../estate.ts";

/** The id of the node of this name, of EC2 or of Systems Manager. */
export function nodeNamed(estate: Estate, place: Place, name: string): string {
  const { ec2, ssm } = regionOf(estate, place.accountId, place.region);
  for (const [id, { Tags }] of ec2.instances) if (Tags?.[0]?.Value === name) return id;
  for (const agent of ssm.agents.values()) if (agent.name === name) return agent.nodeId;
  throw new Error(`no node ${name} in ${place.accountId}:${place.region}`);
}
