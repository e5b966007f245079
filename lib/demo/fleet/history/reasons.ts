import type { Agent } from "../../cloud/agent.ts";
import type { Condition } from "../../cloud/condition.ts";
import type { Region } from "../../cloud/world.ts";
import type { Estate } from "../estate.ts";

export type HeldNode = { agent: Agent; region: Region; conditions: Condition[] };

/** The nodes that something holds back, with what does, the first reason first. What was mended holds nobody back. */
export function heldNodes(estate: Estate): HeldNode[] {
  return [...estate.world.accounts.values()].flatMap(({ regions }) =>
    [...regions.values()].flatMap((region) =>
      [...region.ssm.agents.values()].flatMap((agent) => {
        const conditions = agent.conditionIds.flatMap((id) => {
          const condition = estate.world.conditions.get(id);
          return condition && condition.wasMended !== true ? [condition] : [];
        });
        return conditions.length > 0 ? [{ agent, region, conditions }] : [];
      }),
    ),
  );
}

/** Why the node could not be reached at that time: the first of its conditions that had begun. */
export function reasonAt({ conditions }: HeldNode, at: number): Condition | undefined {
  return conditions.find(({ since }) => since.getTime() <= at);
}
