import { decide, type Judgement } from "../diagnosis/decide.ts";
import { hostManagementSettingId } from "../diagnosis/identity/host-management.ts";
import { runChecks } from "../diagnosis/run-checks.ts";
import type { Instance } from "../model/documents/instance.ts";
import type { ManagedNode } from "../model/documents/managed-node.ts";
import { aDocument, aMoment, type WorldParts } from "./a-document.ts";
import { aNodeView, type Surroundings } from "./a-node-view.ts";

export const judgedId = "i-0123456789abcdef0";
export const judgedRoleArn = "arn:aws:iam::123456789012:role/node";
const profileArn = "arn:aws:iam::123456789012:instance-profile/node";
const minute = 60_000;

/** What a case changes of a node with which all is well. Null is what AWS does not have. */
export type JudgedCase = {
  instance?: Partial<Instance> | null;
  record?: Partial<ManagedNode> | null;
  channel?: "connected" | "notconnected" | null;
  parts?: WorldParts;
} & Surroundings;

export const lost = {
  record: { pingStatus: "ConnectionLost", lastPingAt: aMoment - 180 * minute },
} as const;
export const unregistered = { record: null, channel: null } as const;
export const half = { channel: "notconnected" } as const;

/** A node with which all is well, but for what the case changes, as all checks together judge it. */
export function aJudgement({
  instance = {},
  record = {},
  channel = "connected",
  parts = {},
  ...around
}: JudgedCase = {}): Judgement {
  const given: WorldParts = {
    ...(instance && { instance: [aDocument("instance", judgedId, instance)] }),
    ...(record && { "managed-node": [aDocument("managed-node", judgedId, record)] }),
    ...(channel && { "connection-status": [aDocument("connection-status", judgedId, { status: channel })] }),
    "instance-profile": [
      aDocument("instance-profile", profileArn, { roles: [{ arn: judgedRoleArn, name: "node" }] }),
    ],
    role: [aDocument("role", judgedRoleArn, { name: "node" })],
    "service-setting": [aDocument("service-setting", hostManagementSettingId, { value: "$None" })],
    ...parts,
  };
  const node = aNodeView(judgedId, given, around);
  return decide(node, runChecks(node));
}

/** `lost decided security-group-egress-blocks sg-1`, with `until` where waiting is right. */
export function judgementOf(given: JudgedCase): string {
  const { status, sure, cause, expected } = aJudgement(given);
  const blamed = cause === null ? [] : [cause.code, cause.subject.id];
  const until = expected === null ? [] : [`until +${(expected - aMoment) / minute}m`];
  return [status, sure, ...blamed, ...until].join(" ");
}
