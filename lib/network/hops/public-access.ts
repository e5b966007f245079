import type { BlockPublicAccess } from "../../model/documents/block-public-access.ts";
import type { Evidence } from "../../model/verdict.ts";
import { type Blame, type Words, words } from "../part.ts";
import type { Reservation } from "../sift.ts";
import type { Terrain } from "../terrain.ts";
import { notDescribed } from "./internet-gateway.ts";

/** What Block Public Access does to traffic that leaves a subnet by a gateway. */
export type PublicAccess =
  | { outcome: "open" }
  | { outcome: "blocked"; blame: Blame; words: () => Words }
  | { outcome: "unknown"; reservation: Reservation };

/**
 * `direct` traffic is that of an interface with a public address, which `block-ingress` stops too; `outbound-only` is that
 * of NAT and egress-only gateways (network-path 3.10).
 */
export function publicAccess(
  terrain: Terrain,
  { vpcId, subnetId }: { vpcId: string; subnetId: string | null },
  traffic: "direct" | "outbound-only",
): PublicAccess {
  const { facts } = terrain;
  const { region } = facts.snapshot.scope;
  const stated = statedMode(terrain, vpcId, subnetId);
  const unlessExcluded = (reservation: Reservation): PublicAccess =>
    stated !== null && isOpen(stated, traffic) ? { outcome: "open" } : { outcome: "unknown", reservation };
  // In a shared VPC the owner's setting counts, and of that only what AWS says of the VPC and its subnets is seen, unless the
  // owner's scope was read as well.
  if (terrain.isForeign(vpcId)) {
    if (stated !== null && isOpen(stated, traffic)) return { outcome: "open" };
    if (terrain.owner !== null) return publicAccess(terrain.owner, { vpcId, subnetId }, traffic);
    return { outcome: "unknown", reservation: ofOwner(vpcId) };
  }
  const reading = facts.get("block-public-access", region);
  if (reading.gap !== null) return unlessExcluded({ gap: reading.gap });
  const document = reading.value;
  const mode = document?.internetGatewayBlockMode ?? "off";
  if (document === undefined || mode === "off") {
    return judged(stated ?? "off", traffic, terrain, vpcId, subnetId, null);
  }
  const exclusions = facts.part("block-public-access", document, "exclusions");
  if (exclusions.gap !== null) return unlessExcluded({ gap: exclusions.gap });
  const excluded = exclusionOf(document, vpcId, subnetId);
  if (excluded === "allow-bidirectional") return { outcome: "open" };
  if (excluded === "allow-egress" && mode === "block-bidirectional" && traffic === "outbound-only") {
    return { outcome: "open" };
  }
  return judged(mode, traffic, terrain, vpcId, subnetId, document);
}

function ofOwner(vpcId: string): Reservation {
  return {
    ...notDescribed("vpc", vpcId),
    sentence: `Whether Block Public Access is on in the account that owns ${vpcId} is not known here.`,
  };
}

function isOpen(mode: string, traffic: "direct" | "outbound-only"): boolean {
  if (mode === "block-ingress") return traffic === "outbound-only";
  return mode !== "block-bidirectional";
}

/**
 * What AWS says of the subnet, and else of the VPC; null where it says nothing. It is documented as the mode but for what is
 * excluded, so a mode that blocks is none here until the exclusions are known.
 */
function statedMode(terrain: Terrain, vpcId: string, subnetId: string | null): string | null {
  const subnet = subnetId === null ? undefined : terrain.subnet(subnetId).value;
  return subnet?.internetGatewayBlockMode ?? terrain.vpc(vpcId).value?.internetGatewayBlockMode ?? null;
}

function exclusionOf(document: BlockPublicAccess, vpcId: string, subnetId: string | null): string | null {
  const modes = (document.exclusions ?? [])
    .filter(({ state, resourceArn }) => isInForce(state) && isOf(resourceArn, vpcId, subnetId))
    .map(({ mode }) => mode);
  return modes.includes("allow-bidirectional") ? "allow-bidirectional" : (modes[0] ?? null);
}

function isInForce(state: string | null): boolean {
  return state === null || state === "create-complete" || state === "update-complete";
}

function isOf(arn: string | null, vpcId: string, subnetId: string | null): boolean {
  const id = arn?.slice(arn.lastIndexOf("/") + 1);
  return id === vpcId || (subnetId !== null && id === subnetId);
}

function judged(
  mode: string,
  traffic: "direct" | "outbound-only",
  terrain: Terrain,
  vpcId: string,
  subnetId: string | null,
  document: BlockPublicAccess | null,
): PublicAccess {
  if (isOpen(mode, traffic)) return { outcome: "open" };
  const { facts } = terrain;
  const subject = blamed(terrain, vpcId, subnetId, document === null);
  const sentence =
    traffic === "direct" && mode === "block-ingress"
      ? `VPC Block Public Access (block-ingress) stops interfaces with a public address in both directions, and ${subject.id} is not excluded.`
      : `VPC Block Public Access (${mode}) stops traffic to the internet, and ${subject.id} is not excluded.`;
  return {
    outcome: "blocked",
    blame: { cause: "public-access-blocked", subject, code: "VPC_BLOCK_PUBLIC_ACCESS_ENABLED" },
    words: () => {
      const evidence: Evidence =
        document === null
          ? facts.evidence(
              { kind: subject.kind as "vpc" | "subnet", id: subject.id },
              "BlockPublicAccessStates.InternetGatewayBlockMode",
              mode,
              sentence,
            )
          : facts.evidence(
              { kind: "block-public-access", id: document.id },
              "VpcBlockPublicAccessOptions.InternetGatewayBlockMode",
              mode,
              sentence,
            );
      return words("Block Public Access", sentence, [evidence]);
    },
  };
}

/** The VPC, unless it is open as a whole, or nothing is told of it, and this subnet is not. */
function blamed(
  terrain: Terrain,
  vpcId: string,
  subnetId: string | null,
  isStatedAlone: boolean,
): { kind: string; id: string } {
  const vpcMode = terrain.vpc(vpcId).value?.internetGatewayBlockMode ?? null;
  const subnetMode =
    subnetId === null ? null : (terrain.subnet(subnetId).value?.internetGatewayBlockMode ?? null);
  const isVpcOpen = vpcMode === "off" || (vpcMode === null && isStatedAlone);
  const isSubnetAlone = isVpcOpen && subnetMode !== null && subnetMode !== "off";
  return isSubnetAlone ? { kind: "subnet", id: subnetId! } : { kind: "vpc", id: vpcId };
}
