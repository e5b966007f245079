import type { NetworkAcl, NetworkAclEntry } from "../../model/documents/network-acl.ts";
import type { Scope } from "../../model/scope.ts";
import { logicalId, writeCloudFormation } from "../writing/cloudformation.ts";
import { consoleAt } from "../writing/console.ts";
import { preconditionOf } from "../writing/precondition.ts";
import { resource, writeTerraform } from "../writing/terraform.ts";
import { contains, overlaps } from "./blocks.ts";
import { type MakeChange, writeStep } from "./change.ts";

/** What an entry is to let through: TCP to these ports, from or to this block. */
export type Passage = {
  direction: "ingress" | "egress";
  cidr: string;
  fromPort: number;
  toPort: number;
  why: string;
};

/** The highest number that an entry may have; above it stands AWS's own denial of everything. */
const lastNumber = 32_766;

/** Lets something through an ACL, ahead of what denies it. Null where no number is free there. */
export function admit(scope: Scope, aclId: string, passage: Passage): MakeChange {
  const { direction, cidr, fromPort, toPort, why } = passage;
  return (snapshot) => {
    const acl = snapshot.get("network-acl", aclId)!;
    const ruleNumber = numberFor(acl, passage)!;
    const isOut = direction === "egress";
    const isIpv6 = cidr.includes(":");
    const ports = fromPort === toPort ? `${fromPort}` : `${fromPort} to ${toPort}`;
    const at = { NetworkAclId: aclId, RuleNumber: ruleNumber, Egress: isOut };
    const input = {
      ...at,
      ...{ Protocol: "6", PortRange: { From: fromPort, To: toPort } },
      ...{ [isIpv6 ? "Ipv6CidrBlock" : "CidrBlock"]: cidr, RuleAction: "allow" },
    };
    const step = writeStep(scope.region, {
      id: `admit-${direction}-${ruleNumber}-${aclId}`,
      title: `Allow TCP ${ports} ${isOut ? "out to" : "in from"} ${cidr} in ${aclId}, as rule ${ruleNumber}`,
      why,
      call: { operation: "ec2:CreateNetworkAclEntry", input },
      console: consoleAt(
        scope.region,
        { kind: "network-acl", id: aclId },
        isOut ? "Outbound rules" : "Inbound rules",
        isOut ? "Edit outbound rules" : "Edit inbound rules",
      ),
      terraform: writeTerraform(
        resource("aws_network_acl_rule", `${aclId}_${direction}_${ruleNumber}`, {
          ...{ network_acl_id: aclId, rule_number: ruleNumber, egress: isOut, protocol: "tcp" },
          ...{ rule_action: "allow", [isIpv6 ? "ipv6_cidr_block" : "cidr_block"]: cidr },
          ...{ from_port: fromPort, to_port: toPort },
        }),
      ),
      cloudformation: writeCloudFormation({
        [logicalId(aclId, direction, `${ruleNumber}`)]: {
          Type: "AWS::EC2::NetworkAclEntry",
          Properties: { ...at, ...input, Protocol: 6 },
        },
      }),
      changes: `${aclId} allows TCP ${ports} ${isOut ? "out to" : "in from"} ${cidr} as rule ${ruleNumber}, for everything in its subnets.`,
      preconditions: [preconditionOf(snapshot, "network-acl", aclId)],
      undo: {
        sentence: `Delete rule ${ruleNumber} again.`,
        call: { operation: "ec2:DeleteNetworkAclEntry", input: at },
      },
    });
    const entry: NetworkAclEntry = {
      ...{ ruleNumber, action: "allow", protocol: "6", fromPort, toPort },
      ...{ cidrBlock: isIpv6 ? null : cidr, ipv6CidrBlock: isIpv6 ? cidr : null },
    };
    const entries = [...acl[direction], entry].sort((one, other) => one.ruleNumber - other.ruleNumber);
    return { step, patch: { "network-acl": { put: [{ ...acl, [direction]: entries }] } } };
  };
}

/**
 * A free number below that of the entry which denies it; the highest, so that what is meant to go first still does, as the
 * denial of a few addresses or ports. Undefined where there is none.
 */
export function numberFor(acl: NetworkAcl, passage: Passage): number | undefined {
  const entries = acl[passage.direction].filter(({ ruleNumber }) => ruleNumber <= lastNumber);
  const taken = new Set(entries.map(({ ruleNumber }) => ruleNumber));
  const touching = entries.filter((entry) => entry.action === "deny" && touches(entry, passage));
  const whole = touching.filter((entry) => holds(entry, passage));
  const denials = whole.length > 0 ? whole : touching;
  const below = Math.min(lastNumber + 1, ...denials.map(({ ruleNumber }) => ruleNumber));
  if (denials.length === 0) {
    // Behind all others, in a step that leaves room between.
    const next = Math.ceil((Math.max(0, ...taken) + 1) / 10) * 10;
    if (next <= lastNumber) return next;
  }
  for (let number = below - 1; number >= 1; number--) if (!taken.has(number)) return number;
  return undefined;
}

/** Whether an entry that touches it leaves nothing of it to the entries behind. */
function holds(entry: NetworkAclEntry, { cidr, fromPort, toPort }: Passage): boolean {
  if (!contains(entry.cidrBlock ?? entry.ipv6CidrBlock ?? cidr, cidr)) return false;
  if (entry.protocol === "-1" || entry.fromPort === null || entry.fromPort === -1) return true;
  return entry.fromPort <= fromPort && (entry.toPort ?? entry.fromPort) >= toPort;
}

function touches(entry: NetworkAclEntry, { cidr, fromPort, toPort }: Passage): boolean {
  const block = cidr.includes(":") ? entry.ipv6CidrBlock : entry.cidrBlock;
  if (block === null || !overlaps(block, cidr)) return false;
  if (entry.protocol === "-1") return true;
  if (entry.protocol !== "6" && entry.protocol !== "tcp") return false;
  const isAll = entry.fromPort === null || entry.fromPort === -1;
  return isAll || (entry.fromPort! <= toPort && (entry.toPort ?? entry.fromPort!) >= fromPort);
}
