import type { NetworkAcl, NetworkAclEntry } from "../../model/documents/network-acl.ts";
import type { Scope } from "../../model/scope.ts";
import { logicalId, writeCloudFormation } from "../writing/cloudformation.ts";
import { consoleAt } from "../writing/console.ts";
import { preconditionOf } from "../writing/precondition.ts";
import { resource, unlessWithin, writeTerraform } from "../writing/terraform.ts";
import { type Call, type MakeChange, writeStep } from "./change.ts";
import { entriesFor, type Passage, withEntry } from "./network-acl-numbers.ts";

/**
 * Lets things through an ACL, each ahead of what denies it. Where no number is free before a denial, that one moves to the next
 * number and leaves its own. Nothing, where one of them cannot be let through so.
 */
export function admit(scope: Scope, acl: NetworkAcl, passages: readonly Passage[]): MakeChange[] {
  let standing = acl;
  const changes: MakeChange[] = [];
  for (const passage of passages) {
    const { direction, why } = passage;
    const entries = entriesFor(standing, passage);
    if (entries.length === 0) return [];
    for (const entry of entries) {
      const told = entry.action === "deny" ? moving(entry) : why;
      changes.push(writeEntry(scope, { aclId: acl.id, direction, entry, why: told }));
      standing = withEntry(standing, direction, entry);
    }
  }
  return changes;
}

function moving({ ruleNumber }: NetworkAclEntry): string {
  return `Rule ${ruleNumber - 1} denies it and no number is free before it: it moves one further.`;
}

type EntryChange = {
  aclId: string;
  direction: Passage["direction"];
  entry: NetworkAclEntry;
  why: string;
};

/** Writes an entry: a new one, or in the place of that which has its number. */
function writeEntry(scope: Scope, { aclId, direction, entry, why }: EntryChange): MakeChange {
  const isOut = direction === "egress";
  const at = { NetworkAclId: aclId, RuleNumber: entry.ruleNumber, Egress: isOut };
  return (snapshot) => {
    const acl = snapshot.get("network-acl", aclId)!;
    const standing = acl[direction].find(({ ruleNumber }) => ruleNumber === entry.ruleNumber);
    const words = `${entry.action} ${wordsOf(entry)} ${isOut ? "out to" : "in from"} ${blockOf(entry)}`;
    const step = writeStep(scope.region, {
      // A number may be a denial's on its way, and then an allowance's.
      ...{ id: `${entry.action}-${direction}-${entry.ruleNumber}-${aclId}`, why },
      title: `${words[0]!.toUpperCase()}${words.slice(1)} in ${aclId}, as rule ${entry.ruleNumber}`,
      call: {
        operation: standing === undefined ? "ec2:CreateNetworkAclEntry" : "ec2:ReplaceNetworkAclEntry",
        input: inputOf(at, entry),
      },
      console: consoleAt(
        scope.region,
        { kind: "network-acl", id: aclId },
        isOut ? "Outbound rules" : "Inbound rules",
        isOut ? "Edit outbound rules" : "Edit inbound rules",
      ),
      terraform: writeTerraform(terraformOf(aclId, direction, entry, standing !== undefined)),
      cloudformation: writeCloudFormation({
        [logicalId(aclId, direction, `${entry.ruleNumber}`)]: {
          Type: "AWS::EC2::NetworkAclEntry",
          Properties: { ...inputOf(at, entry), Protocol: Number(entry.protocol) },
        },
      }),
      changes: `Rule ${entry.ruleNumber} of ${aclId} is: ${words}, for everything in its subnets.`,
      preconditions: [preconditionOf(snapshot, "network-acl", aclId)],
      undo: undoOf(at, standing),
    });
    return { step, patch: { "network-acl": { put: [withEntry(acl, direction, entry)] } } };
  };
}

type Place = { NetworkAclId: string; RuleNumber: number; Egress: boolean };

function undoOf(at: Place, standing: NetworkAclEntry | undefined): { sentence: string; call: Call } {
  if (standing === undefined)
    return {
      sentence: `Delete rule ${at.RuleNumber} again.`,
      call: { operation: "ec2:DeleteNetworkAclEntry", input: at },
    };
  return {
    sentence: `Let rule ${at.RuleNumber} be again what it was.`,
    call: { operation: "ec2:ReplaceNetworkAclEntry", input: inputOf(at, standing) },
  };
}

function inputOf(at: Place, entry: NetworkAclEntry): Record<string, unknown> {
  return {
    ...at,
    ...{ Protocol: entry.protocol, RuleAction: entry.action },
    ...(entry.fromPort !== null && { PortRange: { From: entry.fromPort, To: entry.toPort } }),
    ...(entry.cidrBlock !== null && { CidrBlock: entry.cidrBlock }),
    ...(entry.ipv6CidrBlock !== null && { Ipv6CidrBlock: entry.ipv6CidrBlock }),
  };
}

function terraformOf(
  aclId: string,
  direction: Passage["direction"],
  entry: NetworkAclEntry,
  isThere: boolean,
) {
  const { ruleNumber, protocol, action, fromPort, toPort } = entry;
  return resource(
    "aws_network_acl_rule",
    `${aclId}_${direction}_${ruleNumber}`,
    {
      ...{ network_acl_id: aclId, rule_number: ruleNumber, egress: direction === "egress" },
      ...{ protocol, rule_action: action },
      [entry.cidrBlock === null ? "ipv6_cidr_block" : "cidr_block"]: blockOf(entry),
      ...(fromPort !== null && { from_port: fromPort, to_port: toPort }),
    },
    isThere
      ? `${aclId} has a rule ${ruleNumber} already: change that one, or import it as this.`
      : unlessWithin("aws_network_acl"),
  );
}

function wordsOf({ protocol, fromPort, toPort }: NetworkAclEntry): string {
  const name = protocol === "6" ? "TCP" : protocol === "-1" ? "all traffic" : `protocol ${protocol}`;
  if (fromPort === null) return name;
  return fromPort === toPort ? `${name} ${fromPort}` : `${name} ${fromPort} to ${toPort}`;
}

function blockOf({ cidrBlock, ipv6CidrBlock }: NetworkAclEntry): string {
  return cidrBlock ?? ipv6CidrBlock ?? "";
}
