import type { Target } from "@aws-sdk/client-ssm";
import type { Region } from "../../cloud/world.ts";
import { accountIds } from "../demo-accounts.ts";
import type { Estate } from "../estate.ts";
import { day } from "../estate.ts";
import { addAssociation } from "../systems-manager/associations.ts";
import { addMaintenanceWindow } from "../systems-manager/maintenance-windows.ts";
import { regionIn } from "./facts.ts";
import type { ConditionSpec, Place } from "./plant.ts";
import { plant } from "./plant.ts";
import { mainGround, standNodes } from "./stand.ts";

/** Ids that associations and windows still name, and that are gone, or stand somewhere else. */
export function plantReferenceFaults(estate: Estate): void {
  plantGoneTargets(estate);
  plantGoneWindowTargets(estate);
  plantForeignTarget(estate);
  plantUnregisteredTargets(estate);
}

/** Mended once nothing in the Region names the id any more. */
function namedNowhere(place: Place, id: string): ConditionSpec["isMended"] {
  return (world) => !targetsOf(regionIn(world, place)).some(({ Values }) => Values?.includes(id));
}

function targetsOf({ ssm }: Region): Target[] {
  return [
    ...[...ssm.associations.values()].flatMap(({ Targets }) => Targets ?? []),
    ...[...ssm.maintenanceWindowTargets.values()].flatMap(({ Targets }) => Targets ?? []),
    ...[...ssm.maintenanceWindowTasks.values()].flatMap(({ Targets }) => Targets ?? []),
  ];
}

/** An id that once was a node of this name. */
export function goneId(estate: Estate, account: string, region: string, name: string): string {
  return estate.ids.resource("i", `gone/${account}/${region}/${name}`);
}

function plantGone(estate: Estate, place: Place, names: string[], sinceAgo: number, where: string): string[] {
  return names.map((name) => {
    const id = goneId(estate, place.accountId, place.region, name);
    plant(estate, place, {
      id: `gone/${name}/${id}`,
      code: "instance-not-found",
      subject: { kind: "instance", id },
      nodes: [id],
      effect: "none",
      sinceAgo,
      sentence: `${id} (once ${name}) is named by ${where} and stands in no scope.`,
      isMended: namedNowhere(place, id),
    });
    return id;
  });
}

function plantGoneTargets(estate: Estate): void {
  const ground = mainGround(estate, "prod", "us-east-1");
  const standing = standNodes(estate, ground, { service: "api", names: ["api-31", "api-32"] });
  const gone = plantGone(
    estate,
    ground,
    ["api-21", "api-22", "api-23"],
    110 * day,
    "association api-software-inventory",
  );
  addAssociation(estate, "prod", "us-east-1", {
    name: "api-software-inventory",
    document: "AWS-GatherSoftwareInventory",
    targets: [{ Key: "InstanceIds", Values: [...standing, ...gone] }],
    schedule: "rate(12 hours)",
    ageDays: 210,
  });
}

function plantGoneWindowTargets(estate: Estate): void {
  const ground = mainGround(estate, "data", "us-east-1");
  const standing = standNodes(estate, ground, { service: "spark", names: ["spark-51", "spark-52"] });
  const gone = plantGone(estate, ground, ["spark-41", "spark-42"], 140 * day, "window spark-patching");
  addMaintenanceWindow(estate, "data", "us-east-1", {
    name: "spark-patching",
    description: "Nightly patches of the pinned Spark nodes",
    schedule: "cron(0 2 ? * * *)",
    targets: [
      { name: "pinned", owner: "insight", targets: [{ Key: "InstanceIds", Values: [...standing, ...gone] }] },
    ],
    task: { name: "patch", document: "AWS-RunPatchBaseline", type: "RUN_COMMAND" },
  });
}

function plantForeignTarget(estate: Estate): void {
  const here = mainGround(estate, "prod", "us-east-1");
  const there = mainGround(estate, "prod", "eu-west-1");
  const [id = ""] = standNodes(estate, there, { service: "ledger", names: ["ledger-81"] });
  const [local = ""] = standNodes(estate, here, { service: "ledger", names: ["ledger-82"] });
  addAssociation(estate, "prod", "us-east-1", {
    name: "ledger-agent-update",
    document: "AWS-UpdateSSMAgent",
    targets: [{ Key: "InstanceIds", Values: [local, id] }],
    schedule: "rate(14 days)",
    ageDays: 120,
  });
  plant(estate, here, {
    id: "ledger-81-in-ireland",
    code: "instance-in-other-scope",
    subject: { kind: "instance", id },
    nodes: [id],
    effect: "none",
    sinceAgo: 95 * day,
    sentence: "Association ledger-agent-update of us-east-1 names ledger-81, which stands in eu-west-1.",
    isMended: namedNowhere(here, id),
  });
}

function plantUnregisteredTargets(estate: Estate): void {
  const account = accountIds.prod;
  const condition = estate.world.conditions.get("activation-expired");
  if (!condition) throw new Error("the expired activation is planted first");
  addAssociation(estate, account, condition.region, {
    name: "edge-inventory",
    document: "AWS-GatherSoftwareInventory",
    targets: [{ Key: "InstanceIds", Values: condition.nodes }],
    schedule: "rate(1 day)",
    ageDays: 12,
  });
}
