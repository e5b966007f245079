import type { Node } from "../model/node.ts";
import type { FleetView, KnownDocument } from "../preflight/fleet-view.ts";
import { judgeRequest } from "../preflight/judge.ts";
import { parseRequest } from "../preflight/parse/parse-request.ts";
import { aMoment } from "./a-document.ts";
import { aFleetNode, aFleetView } from "./a-fleet-view.ts";

// A fleet with one node of every kind that a call can meet, and the calls that meet it.

export const id = (digit: string) => `i-0${digit.repeat(16)}`;
export const elsewhere = "210987654321:us-east-1" as const;

export const fleet: Node[] = [
  aFleetNode(id("1"), { name: "ready", tags: { Env: "prod", Tier: "web" } }),
  aFleetNode(id("2"), {
    name: "lost",
    status: "lost",
    ping: "ConnectionLost",
    channel: null,
    why: "sg-1 lets nothing out.",
    cause: { code: "security-group-egress-blocks", subject: { kind: "security-group", id: "sg-1" } },
    tags: { Env: "prod" },
  }),
  aFleetNode(id("3"), {
    name: "unregistered",
    status: "unregistered",
    ping: null,
    channel: null,
    tags: { Env: "prod" },
  }),
  aFleetNode(id("4"), {
    name: "stopped",
    status: "off",
    state: "stopped",
    ping: null,
    channel: null,
    tags: { Env: "prod", Tier: "batch" },
  }),
  aFleetNode(id("5"), { name: "terminated", status: "gone", state: "terminated", ping: null, channel: null }),
  aFleetNode(id("6"), { name: "half", status: "degraded", channel: "notconnected" }),
  aFleetNode(id("7"), {
    name: "half-old",
    status: "degraded",
    channel: "notconnected",
    agentVersion: "2.2.619.0",
  }),
  aFleetNode(id("8"), { name: "stale", status: "degraded", lastPingAt: aMoment - 40 * 60_000 }),
  aFleetNode(id("9"), {
    name: "returning",
    status: "lost",
    ping: "ConnectionLost",
    channel: null,
    expectedUntil: aMoment + 600_000,
  }),
  aFleetNode(id("a"), {
    name: "pending",
    status: "unregistered",
    state: "pending",
    ping: null,
    channel: null,
  }),
  aFleetNode(id("b"), {
    name: "unread",
    status: "unknown",
    certainty: "undecided",
    awaitsCause: false,
    why: "Unknown: ssm:DescribeInstanceInformation is denied.",
  }),
  aFleetNode(id("c"), { name: "windows", platform: "windows" }),
  aFleetNode(id("d"), { name: "abroad", scope: elsewhere }),
  aFleetNode("mi-0eeeeeeeeeeeeeeee", { name: "rack" }),
];
export const [
  ready,
  lost,
  unregistered,
  stopped,
  terminated,
  half,
  halfOld,
  stale,
  returning,
  pending,
  unread,
  windows,
  abroad,
] = fleet.map((node) => node.id);
export const rack = "mi-0eeeeeeeeeeeeeeee";
export const unknownId = "i-0ffffffffffffffff";

export const documents: Record<string, KnownDocument> = {
  "AWS-RunShellScript": { name: "AWS-RunShellScript", type: "Command", platforms: ["linux", "macos"] },
  "AWS-RestartEC2Instance": { name: "AWS-RestartEC2Instance", type: "Automation", platforms: [] },
  "Own-Runbook": { name: "Own-Runbook", type: "Automation", platforms: [] },
};
export const view = (changes: Partial<FleetView> = {}) =>
  aFleetView(fleet, { document: (name) => documents[name], ...changes });
export const judge = async (text: string, changes: Partial<FleetView> = {}) =>
  judgeRequest(await parseRequest(text), view(changes));

/** The call, and each target with what becomes of it and the error that AWS gives. */
export async function brief(text: string, changes: Partial<FleetView> = {}) {
  const { call, targets, problems } = await judge(text, changes);
  return [
    call,
    ...targets.map(
      ({ name, id, outcome, error }) => `${name ?? id} ${outcome}${error ? ` ${error.code}` : ""}`,
    ),
    ...problems.map(({ cause, error }) => `! ${cause ?? "-"}${error ? ` ${error.code}` : ""}`),
  ];
}

export const command = (ids: string) =>
  `aws ssm send-command --document-name AWS-RunShellScript --instance-ids ${ids}`;
export const session = (target: string) => `aws ssm start-session --target ${target}`;
export const automation = (ids: string, name = "Own-Runbook") =>
  `aws ssm start-automation-execution --document-name ${name} --target-parameter-name InstanceId --targets Key=ParameterValues,Values=${ids}`;
export const association = (ids: string) =>
  `aws ssm create-association --name AWS-RunShellScript --targets Key=InstanceIds,Values=${ids}`;
export const registration = (ids: string) =>
  `aws ssm register-target-with-maintenance-window --window-id mw-0a1b2c3d4e5f60718 --resource-type INSTANCE --targets Key=InstanceIds,Values=${ids}`;
