import type { IpPermission, SecurityGroup } from "@aws-sdk/client-ec2";
import type { OperationContext } from "../operation.ts";
import type { Ec2State } from "../world.ts";
import { canonicalCidr } from "./cidr.ts";
import { getOne, kinds } from "./identifiers.ts";
import { identityOf, type Rule } from "./permission-sources.ts";
import { isGroupText } from "./security-group-text.ts";

const invalid = "InvalidParameterValue";

/** Refuses permissions that no group may get. */
export function checkPermissions(
  context: OperationContext,
  group: SecurityGroup,
  permissions: readonly IpPermission[],
  rules: readonly Rule[],
) {
  if (permissions.some(({ IpProtocol }) => !IpProtocol))
    context.fail(
      invalid,
      "Invalid value 'null' for protocol. VPC security group rules must specify protocols explicitly.",
    );
  if (rules.length === 0)
    context.fail("MissingParameter", "The request must contain the parameter ipPermissions");
  for (const rule of rules) {
    checkSource(context, group, rule);
    checkProtocol(context, rule);
  }
  if (new Set(rules.map(identityOf)).size < rules.length)
    context.fail(invalid, "The same permission must not appear multiple times");
}

function checkSource(context: OperationContext, group: SecurityGroup, { source }: Rule) {
  const { ec2 } = context.region;
  const family = source.kind === "cidr" ? 4 : 6;
  if ((source.kind === "cidr" || source.kind === "cidr6") && canonicalCidr(source.value, family) === null)
    context.fail(invalid, `CIDR block ${source.value} is malformed`);
  if (source.kind === "prefixList") getOne(kinds.prefixList, ec2.managedPrefixLists, source.value);
  if (source.kind === "group" && source.userId === context.account.id) {
    const other = getOne(kinds.securityGroup, ec2.securityGroups, source.value);
    if (!areConnected(ec2, group.VpcId, other.VpcId))
      context.fail(
        kinds.securityGroup.notFound,
        "You have specified two resources that belong to different networks.",
      );
  }
  if (source.description !== undefined && !isGroupText(source.description))
    context.fail(
      invalid,
      "Invalid rule description. Valid descriptions are strings less than 256 characters from the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*",
    );
}

/** A group may name one of another VPC where the two are peered, or hang on one transit gateway. */
function areConnected(ec2: Ec2State, own: string | undefined, other: string | undefined): boolean {
  if (own === other) return true;
  const isPeered = [...ec2.peeringConnections.values()].some(
    ({ Status, RequesterVpcInfo, AccepterVpcInfo }) => {
      const ends = [RequesterVpcInfo?.VpcId, AccepterVpcInfo?.VpcId];
      return Status?.Code === "active" && ends.includes(own) && ends.includes(other);
    },
  );
  if (isPeered) return true;
  const gatewaysOf = (vpcId: string | undefined) =>
    [...ec2.transitGatewayVpcAttachments.values()]
      .filter(({ VpcId }) => VpcId === vpcId)
      .map(({ TransitGatewayId }) => TransitGatewayId);
  const mine = gatewaysOf(own);
  return gatewaysOf(other).some((gateway) => mine.includes(gateway));
}

function checkProtocol(context: OperationContext, { protocol, fromPort, toPort }: Rule) {
  if (!isProtocol(protocol))
    context.fail(invalid, `Invalid value '${protocol}' for IP protocol. Unknown protocol.`);
  const hasPorts = protocol === "tcp" || protocol === "udp";
  if (hasPorts && (fromPort === undefined || toPort === undefined))
    context.fail(invalid, `Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.`);
  const isOrdered = fromPort === undefined || toPort === undefined || toPort === -1 || fromPort <= toPort;
  if (hasPorts && !(isOrdered && [fromPort, toPort].every(isPort)))
    context.fail(invalid, `Invalid TCP/UDP port range (${fromPort}:${toPort})`);
  // For ICMP the two are type and code, and -1 is any.
  const isIcmp = protocol === "icmp" || protocol === "icmpv6";
  const wrong = isIcmp ? [fromPort, toPort].find((value = -1) => value < -1 || value > 255) : undefined;
  if (wrong !== undefined) context.fail(invalid, `ICMP code (${toPort}) or type (${fromPort}) out of range`);
}

function isPort(port: number | undefined): boolean {
  return port !== undefined && port >= 0 && port <= 65_535;
}

const protocolNames = new Set(["-1", "tcp", "udp", "icmp", "icmpv6"]);

function isProtocol(protocol: string): boolean {
  return protocolNames.has(protocol) || (/^\d{1,3}$/.test(protocol) && Number(protocol) <= 255);
}
