import type { CauseCode } from "../model/cause.ts";

/** What part a cause plays in a decision. */
export type CausePart =
  /** The id itself, or EC2's state: nothing else matters then. */
  | "target"
  /** Something in the way of the agent: the first one in order is the root cause. */
  | "blocker"
  /** Nothing is wrong but the time. */
  | "waiting"
  /** Only an explanation where nothing else is. */
  | "quota"
  /** All of AWS passes, so it is on the host, or beyond what AWS shows. */
  | "host"
  /** What the agent needs beside its heartbeat and its channel. */
  | "side-path"
  | "unprovable";

/**
 * The order of the layers (ssm-targets section 8): who depends on whom. Causes of the network stand in one layer, as there
 * the order is that of the hops, which only a path knows. An endpoint's policy is the last hop: it judges calls, and none
 * comes so far before its packets do.
 */
const layers: readonly { part: CausePart; codes: readonly CauseCode[] }[] = [
  { part: "target", codes: ["activation-expired"] },
  { part: "target", codes: ["instance-in-other-scope"] },
  { part: "target", codes: ["instance-not-found"] },
  { part: "target", codes: ["instance-terminated"] },
  { part: "target", codes: ["instance-stopped"] },
  { part: "blocker", codes: ["instance-status-impaired"] },
  { part: "blocker", codes: ["metadata-disabled"] },
  { part: "blocker", codes: ["metadata-version-unusable"] },
  { part: "blocker", codes: ["instance-profile-missing"] },
  { part: "blocker", codes: ["instance-profile-empty"] },
  { part: "blocker", codes: ["default-host-management-broken"] },
  { part: "blocker", codes: ["role-trust-wrong"] },
  { part: "blocker", codes: ["organization-policy-denies"] },
  { part: "blocker", codes: ["permissions-boundary-denies"] },
  { part: "blocker", codes: ["default-host-management-shadowed"] },
  { part: "blocker", codes: ["role-actions-denied"] },
  { part: "blocker", codes: ["role-actions-missing"] },
  {
    part: "blocker",
    codes: [
      "vpc-dns-disabled",
      "endpoint-missing",
      "endpoint-unavailable",
      "endpoint-private-dns-off",
      "endpoint-address-family",
      "endpoint-security-group-blocks",
      "security-group-egress-blocks",
      "network-acl-egress-blocks",
      "network-acl-ingress-blocks",
      "endpoint-network-acl-blocks",
      "nat-network-acl-blocks",
      "route-missing",
      "route-blackhole",
      "public-address-missing",
      "internet-gateway-detached",
      "nat-gateway-unavailable",
      "nat-gateway-has-no-way-out",
      "ipv6-path-missing",
      "public-access-blocked",
    ],
  },
  { part: "blocker", codes: ["endpoint-policy-denies"] },
  { part: "blocker", codes: ["agent-outdated"] },
  { part: "unprovable", codes: ["resolver-unprovable", "path-unprovable"] },
  { part: "waiting", codes: ["instance-launching"] },
  { part: "waiting", codes: ["agent-backing-off"] },
  { part: "quota", codes: ["managed-node-quota"] },
  { part: "host", codes: ["hybrid-node-silent"] },
  { part: "host", codes: ["session-channel-closed"] },
  { part: "host", codes: ["agent-silent", "agent-never-registered"] },
  { part: "side-path", codes: ["session-logging-path-missing"] },
  { part: "side-path", codes: ["content-path-blocked"] },
];

type Place = { part: CausePart; layer: number };

const places: ReadonlyMap<CauseCode, Place> = new Map(
  layers.flatMap(({ part, codes }, layer) => codes.map((code) => [code, { part, layer }] as const)),
);

/** Where a cause stands; undefined for one that no node can have, only a failure or a preflight. */
export function placeOf(code: CauseCode): Place | undefined {
  return places.get(code);
}

/** Every cause that a node can have. */
export const nodeCauseCodes: readonly CauseCode[] = layers.flatMap(({ codes }) => codes);

export const networkLayer: number = places.get("route-missing")!.layer;
