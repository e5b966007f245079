import type { Place } from "../conditions/plant.ts";
import type { Estate } from "../estate.ts";
import { day, hour } from "../estate.ts";
import type { Random } from "../seeded-random.ts";
import { callers } from "./callers.ts";
import { recordCall, sendCommandRequest } from "./trail.ts";

/** Run Command keeps thirty days: a younger command that it does not know would be a riddle. */
const commandsKept = 31 * day;

/** What goes well, and fills a trail: sessions, commands, small changes, over ninety days. */
export function recordEverydayCalls(estate: Estate): void {
  for (const account of estate.world.accounts.values()) {
    for (const region of account.regions.values()) {
      const place = { accountId: account.id, region: region.name };
      const random = estate.random(`everyday/${account.id}/${region.name}`);
      const nodes = [...region.ssm.agents.values()].filter(({ ping }) => ping === "Online").slice(0, 200);
      if (nodes.length === 0) continue;
      // A hundred times the nodes make ten times the calls.
      const count = Math.round(20 + 6 * Math.sqrt(region.ssm.agents.size));
      for (let index = 0; index < count; index++) {
        const { nodeId, registeredAt } = random.pick(nodes);
        const span = Math.min(89 * day, estate.now - (registeredAt ?? estate.now));
        if (span < hour) continue;
        const ago = Math.floor(10_000 + random.next() * (span - hour));
        recordEverydayCall(estate, place, { nodeId, index, ago, random });
      }
    }
  }
}

type Everyday = { nodeId: string; index: number; ago: number; random: Random };

export function recordEverydayCall(
  estate: Estate,
  place: Place,
  { nodeId, index, ago, random }: Everyday,
): void {
  if (random.chance(0.5)) {
    const caller = random.pick([callers.maya, callers.jonas, callers.priya]);
    const sessionId = `${caller.session}-${estate.ids.hex(`session/${nodeId}/${index}`, 17)}`;
    recordCall(estate, place, {
      ...{ source: "ssm", name: "StartSession", caller, ago, request: { target: nodeId } },
      response: { sessionId, tokenValue: "Value hidden due to security reasons.", streamUrl: "" },
    });
  } else if (ago > commandsKept) {
    recordCall(estate, place, {
      ...{ source: "ssm", name: "SendCommand", caller: callers.deploy, ago },
      request: sendCommandRequest("AWS-RunShellScript", { instanceIds: [nodeId] }),
      response: {
        command: { commandId: estate.ids.uuid(`everyday/${nodeId}/${index}`), status: "Pending" },
      },
    });
  } else {
    recordCall(estate, place, {
      ...{ source: "ec2", name: "CreateTags", caller: callers.terraform, ago },
      request: {
        resourcesSet: { items: [{ resourceId: nodeId }] },
        tagSet: { items: [{ key: "LastDeploy", value: `gh-run-${80_000 + index}` }] },
      },
      response: { _return: true },
    });
  }
}
