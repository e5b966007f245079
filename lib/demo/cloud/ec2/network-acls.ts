import {
  CreateNetworkAclEntry$,
  type CreateNetworkAclEntryRequest,
  DeleteNetworkAclEntry$,
  type DeleteNetworkAclEntryRequest,
  DescribeNetworkAcls$,
  type DescribeNetworkAclsRequest,
  type DescribeNetworkAclsResult,
  type NetworkAcl,
  type NetworkAclEntry,
  ReplaceNetworkAclEntry$,
  type ReplaceNetworkAclEntryRequest,
} from "@aws-sdk/client-ec2";
import { defineOperation, type OperationContext } from "../operation.ts";
import { requireCidr } from "./cidr.ts";
import { defineDescribe } from "./describe.ts";
import { at } from "./filters.ts";
import { getOne, kinds } from "./identifiers.ts";

const lastNumber = 32766;
const protocols: Record<string, string> = { tcp: "6", udp: "17", icmp: "1", icmpv6: "58", all: "-1" };

function ofEntries<Value>(read: (entry: NetworkAclEntry) => Value) {
  return ({ Entries = [] }: NetworkAcl) => Entries.map(read);
}

export const describeNetworkAcls = defineDescribe<
  DescribeNetworkAclsRequest,
  DescribeNetworkAclsResult,
  NetworkAcl
>({
  schema: DescribeNetworkAcls$,
  kind: kinds.networkAcl,
  ids: ({ NetworkAclIds }) => NetworkAclIds,
  from: ({ region }) => region.ec2.networkAcls,
  filters: {
    "association.association-id": ({ Associations = [] }) =>
      Associations.map(({ NetworkAclAssociationId }) => NetworkAclAssociationId),
    "association.network-acl-id": ({ Associations = [] }) =>
      Associations.map(({ NetworkAclId }) => NetworkAclId),
    "association.subnet-id": ({ Associations = [] }) => Associations.map(({ SubnetId }) => SubnetId),
    default: ({ IsDefault }) => IsDefault ?? false,
    "entry.cidr": ofEntries(({ CidrBlock }) => CidrBlock),
    "entry.egress": ofEntries(({ Egress }) => Egress),
    "entry.icmp.code": at("Entries.IcmpTypeCode.Code"),
    "entry.icmp.type": at("Entries.IcmpTypeCode.Type"),
    "entry.ipv6-cidr": ofEntries(({ Ipv6CidrBlock }) => Ipv6CidrBlock),
    "entry.port-range.from": ofEntries(({ PortRange }) => PortRange?.From),
    "entry.port-range.to": ofEntries(({ PortRange }) => PortRange?.To),
    "entry.protocol": ofEntries(({ Protocol }) => Protocol),
    "entry.rule-action": ofEntries(({ RuleAction }) => RuleAction),
    "entry.rule-number": ofEntries(({ RuleNumber }) => RuleNumber),
    "network-acl-id": ({ NetworkAclId }) => NetworkAclId,
    "owner-id": ({ OwnerId }) => OwnerId,
    "vpc-id": ({ VpcId }) => VpcId,
  },
  tagsOf: ({ Tags }) => Tags,
  answer: (NetworkAcls, NextToken) => ({ NetworkAcls, NextToken }),
});

export const createNetworkAclEntry = defineOperation<CreateNetworkAclEntryRequest, void>({
  service: "ec2",
  schema: CreateNetworkAclEntry$,
  action: "ec2:CreateNetworkAclEntry",
  mutates: true,
  handle(context, input) {
    const acl = getOne(kinds.networkAcl, context.region.ec2.networkAcls, input.NetworkAclId);
    const entry = toEntry(context, input);
    if (findEntry(acl, entry)) {
      context.fail(
        "NetworkAclEntryAlreadyExists",
        `The network acl entry identified by ${entry.RuleNumber} already exists.`,
      );
    }
    context.proceed();
    acl.Entries = sorted([...(acl.Entries ?? []), entry]);
    context.changed(acl.NetworkAclId ?? "");
  },
});

export const replaceNetworkAclEntry = defineOperation<ReplaceNetworkAclEntryRequest, void>({
  service: "ec2",
  schema: ReplaceNetworkAclEntry$,
  action: "ec2:ReplaceNetworkAclEntry",
  mutates: true,
  handle(context, input) {
    const acl = getOne(kinds.networkAcl, context.region.ec2.networkAcls, input.NetworkAclId);
    const entry = toEntry(context, input);
    const replaced = findEntry(acl, entry) ?? noEntry(context, entry);
    context.proceed();
    acl.Entries = acl.Entries?.map((standing) => (standing === replaced ? entry : standing));
    context.changed(acl.NetworkAclId ?? "");
  },
});

export const deleteNetworkAclEntry = defineOperation<DeleteNetworkAclEntryRequest, void>({
  service: "ec2",
  schema: DeleteNetworkAclEntry$,
  action: "ec2:DeleteNetworkAclEntry",
  mutates: true,
  handle(context, { NetworkAclId, RuleNumber, Egress }) {
    const acl = getOne(kinds.networkAcl, context.region.ec2.networkAcls, NetworkAclId);
    checkNumber(context, RuleNumber ?? 0);
    const gone = findEntry(acl, { RuleNumber, Egress }) ?? noEntry(context, { RuleNumber });
    context.proceed();
    acl.Entries = acl.Entries?.filter((entry) => entry !== gone);
    context.changed(acl.NetworkAclId ?? "");
  },
});

function toEntry(context: OperationContext, input: CreateNetworkAclEntryRequest): NetworkAclEntry {
  const { RuleNumber = 0, RuleAction, Egress, PortRange, IcmpTypeCode } = input;
  const CidrBlock = requireCidr(context, "cidrBlock", input.CidrBlock, 4);
  const Ipv6CidrBlock = requireCidr(context, "ipv6CidrBlock", input.Ipv6CidrBlock, 6);
  const Protocol = protocols[input.Protocol?.toLowerCase() ?? ""] ?? input.Protocol;
  checkNumber(context, RuleNumber);
  if ((CidrBlock === undefined) === (Ipv6CidrBlock === undefined)) {
    context.fail(
      "InvalidParameterCombination",
      "Exactly one of cidrBlock and ipv6CidrBlock must be specified",
    );
  }
  checkProtocol(context, { Protocol, PortRange, IcmpTypeCode });
  return { RuleNumber, RuleAction, Egress, Protocol, CidrBlock, Ipv6CidrBlock, PortRange, IcmpTypeCode };
}

/** The last entry of each direction, which denies the rest, stands behind the numbers that anyone may use. */
function checkNumber(context: OperationContext, ruleNumber: number) {
  if (ruleNumber >= 1 && ruleNumber <= lastNumber) return;
  context.fail("InvalidParameterValue", `Value (${ruleNumber}) for parameter ruleNumber is invalid.`);
}

function checkProtocol(context: OperationContext, entry: NetworkAclEntry) {
  const { Protocol = "", PortRange, IcmpTypeCode } = entry;
  const invalid = (message: string) => context.fail("InvalidParameterValue", message);
  if (!/^(-1|\d{1,3})$/.test(Protocol) || Number(Protocol) > 255)
    invalid(`Value (${Protocol}) for parameter protocol is invalid. Unknown protocol.`);
  if ((Protocol === "6" || Protocol === "17") && !PortRange)
    context.fail("MissingParameter", "The request must contain the parameter portRange");
  if ((Protocol === "1" || Protocol === "58") && !IcmpTypeCode)
    context.fail("MissingParameter", "The request must contain the parameter icmpTypeCode");
  const { From = -1, To = -1 } = PortRange ?? { From: 0, To: 0 };
  if (From < 0 || To > 65_535 || From > To) invalid(`Invalid TCP/UDP port range (${From}:${To})`);
  const { Type = -1, Code = -1 } = IcmpTypeCode ?? {};
  if ([Type, Code].some((value) => value < -1 || value > 255))
    invalid(`ICMP code (${Code}) or type (${Type}) out of range`);
}

function findEntry(acl: NetworkAcl, { RuleNumber, Egress }: NetworkAclEntry): NetworkAclEntry | undefined {
  return acl.Entries?.find((entry) => entry.RuleNumber === RuleNumber && entry.Egress === Egress);
}

function noEntry(context: OperationContext, { RuleNumber }: NetworkAclEntry): never {
  return context.fail(
    "InvalidNetworkAclEntry.NotFound",
    `The network acl entry identified by ${RuleNumber} does not exist.`,
  );
}

/** Outgoing entries first, each direction by number: as EC2 prints them. */
function sorted(entries: NetworkAclEntry[]): NetworkAclEntry[] {
  return entries.toSorted(
    (a, b) =>
      Number(b.Egress ?? false) - Number(a.Egress ?? false) || (a.RuleNumber ?? 0) - (b.RuleNumber ?? 0),
  );
}
