import type { Region } from "../../cloud/world.ts";
import { accountIds } from "../demo-accounts.ts";
import type { Estate } from "../estate.ts";
import { day, hour, minute, regionOf } from "../estate.ts";
import { callers } from "./callers.ts";
import type { Outcome } from "./commands.ts";
import { addCommand, dailyTimes } from "./commands.ts";
import { nodeNamed } from "./fleet-names.ts";
import type { HeldNode } from "./reasons.ts";
import { heldNodes, reasonAt } from "./reasons.ts";

/** Run Command's thirty days: what pipelines send every day, and what people sent once. */
export function addFleetCommands(estate: Estate): void {
  addRounds(estate, dailyTimes);
  for (let days = 0; days < 30; days++) addCommandWithoutMatch(estate, days * day + 5 * hour + 26 * minute);
  addCommand(
    estate,
    { accountId: accountIds.staging, region: "us-east-1" },
    {
      ...{ label: "group-gone", ago: 8 * day, caller: callers.maya, outcomes: [] },
      document: "AWS-RunShellScript",
      targets: [{ Key: "resource-groups:Name", Values: ["stg-web-blue"] }],
    },
  );
  for (const days of [1, 8, 15, 22]) addWrongPlatform(estate, days * day + 3 * hour);
  addIndexerCommands(estate);
}

/** A round over some nodes of every scope: those that answer take it, those that were silent by then do not. */
export function addRounds(estate: Estate, times: readonly number[]): void {
  const held = heldNodes(estate);
  for (const account of estate.world.accounts.values()) {
    for (const region of account.regions.values()) {
      if (region.ssm.agents.size === 0) continue;
      const here = held.filter((node) => node.region === region);
      addRoundsOf(estate, region, here, times);
    }
  }
}

function addRoundsOf(estate: Estate, region: Region, held: HeldNode[], times: readonly number[]): void {
  const place = { accountId: region.account, region: region.name };
  const healthy = [...region.ssm.agents.values()]
    .filter(
      ({ conditionIds, platformType, ping }) =>
        conditionIds.length === 0 && platformType === "Linux" && ping === "Online",
    )
    .slice(0, 8);
  const silent = held.filter(({ agent }) => agent.registeredAt !== null && agent.platformType === "Linux");
  for (const ago of times) {
    const at = estate.now - ago;
    const outcomes: Outcome[] = healthy
      .filter(({ registeredAt }) => (registeredAt ?? at) < at)
      .map(({ nodeId }) => ({ nodeId, details: "Success" }));
    for (const node of silent) {
      const reason = reasonAt(node, at);
      if (reason?.effect !== "lost" && reason?.effect !== "channel-closed") continue;
      const { code, id: conditionId } = reason;
      outcomes.push({
        nodeId: node.agent.nodeId,
        details: "DeliveryTimedOut",
        code: code ?? "unexplained",
        conditionId,
      });
    }
    if (outcomes.length === 0) continue;
    addCommand(estate, place, {
      ...{ label: `daily/${Math.round(ago / minute)}`, ago, caller: callers.deploy, outcomes },
      document: ago > 0 && ago < day ? "AWS-RunShellScript" : "AWS-RunPatchBaseline",
      targets: [{ Key: "tag:Team", Values: ["payments", "platform", "checkout", "insight", "risk"] }],
      comment: "baseline",
    });
  }
}

export function addCommandWithoutMatch(estate: Estate, ago: number): void {
  addCommand(
    estate,
    { accountId: accountIds.prod, region: "us-east-1" },
    {
      ...{ label: `role-batch/${Math.floor(ago / day)}`, ago, caller: callers.cron, outcomes: [] },
      document: "AWS-ApplyAnsiblePlaybooks",
      targets: [{ Key: "tag:Role", Values: ["batch"] }],
      comment: "nightly playbooks",
    },
  );
}

/** The tag meets a domain controller as well, for which the document is not made; the command ends green. */
export function addWrongPlatform(estate: Estate, ago: number): void {
  const prod = { accountId: accountIds.prod, region: "us-east-1" };
  const windows = nodeNamed(estate, prod, "dc-31");
  const { agents } = regionOf(estate, prod.accountId, prod.region).ssm;
  const others = [...agents.values()].filter(
    ({ conditionIds, platformType }) => conditionIds.length === 0 && platformType === "Linux",
  );
  addCommand(estate, prod, {
    ...{ label: `ansible/${Math.floor(ago / day)}`, ago, caller: callers.deploy },
    document: "AWS-ApplyAnsiblePlaybooks",
    targets: [{ Key: "tag:Env", Values: ["prod"] }],
    outcomes: [
      ...others.slice(0, 4).map(({ nodeId }) => ({ nodeId, details: "Success" })),
      { nodeId: windows, details: "InvalidPlatform", code: "platform-unsupported" },
    ],
  });
}

/** Sent while the indexers' group let nothing out; since then somebody has put the rule back. */
function addIndexerCommands(estate: Estate): void {
  const prod = { accountId: accountIds.prod, region: "us-east-1" };
  const nodes = ["search-21", "search-22"].map((name) => nodeNamed(estate, prod, name));
  for (const minutes of [70, 130, 190, 250]) {
    addCommand(estate, prod, {
      ...{ label: `reindex/${minutes}`, ago: minutes * minute, caller: callers.cron },
      document: "AWS-RunShellScript",
      comment: "reindex",
      outcomes: nodes.map((nodeId) => ({
        ...{ nodeId, details: "DeliveryTimedOut", code: "security-group-egress-blocks" },
      })),
    });
  }
}
