import { openEntries } from "../a-bundle-network.ts";
import {
  addInline,
  allActions,
  allow,
  type Case,
  deny443,
  encoded,
  hasNoProfile,
  hasNoRecord,
  isHalfReachable,
  isOnline,
  type Parts,
  setBoundary,
  subject,
} from "./case.ts";

type First = { name: string; way: Case["way"]; faults: NonNullable<Case["change"]>[]; cause: string };

const letsNothingOut = ({ group }: Parts) => {
  group("sg-node").IpPermissionsEgress = [];
};
const letsNothingIn = ({ group }: Parts) => {
  group("sg-endpoint").IpPermissions = [];
};
const isMetadataOff = ({ instance }: Parts) => {
  instance.MetadataOptions.HttpEndpoint = "disabled";
};
const isImpaired: NonNullable<Case["change"]> = (_, answers) => {
  answers["ec2:DescribeInstanceStatus"].InstanceStatuses[0].SystemStatus.Status = "impaired";
};
const isDeniedOut =
  (name: string) =>
  ({ acl }: Parts) => {
    acl(`acl-${name}`).Entries.push(deny443(true));
  };
const dropsReplies = ({ acl }: Parts) => {
  acl("acl-node").Entries = openEntries().filter(({ Egress }) => Egress);
};
const hasFailedNat = ({ nat }: Parts) => {
  nat.State = "failed";
};
const isUntrusted = ({ role }: Parts) => {
  role.AssumeRolePolicyDocument.Statement[0].Principal.Service = "lambda.amazonaws.com";
};
const isDetached: NonNullable<Case["change"]> = (_, answers) => {
  answers["ec2:DescribeInternetGateways"].InternetGateways[0].Attachments = [];
};
const hasNoPublicAddress = ({ instance }: Parts) => {
  delete instance.PublicIpAddress;
  delete instance.NetworkInterfaces[0].Association;
  delete instance.NetworkInterfaces[0].PrivateIpAddresses[0].Association;
};
const isPublicAccessOff: NonNullable<Case["change"]> = (_, answers) => {
  const { VpcBlockPublicAccessOptions: options } = answers["ec2:DescribeVpcBlockPublicAccessOptions"];
  options.InternetGatewayBlockMode = "block-bidirectional";
};
const hasNoHostnames: NonNullable<Case["change"]> = (_, answers) => {
  answers["ec2:DescribeVpcAttribute"][1].EnableDnsHostnames.Value = false;
};
const isPending = ({ endpoint }: Parts) => {
  endpoint("ssm").State = "pendingAcceptance";
};

/** Of two faults that are both certain, the one whose layer is asked first, and in the network the one that a packet meets first. */
const firsts: First[] = [
  {
    name: "an impaired host goes before what stands in the way of its packets",
    way: "endpoints",
    faults: [isImpaired, letsNothingOut],
    cause: `instance-status-impaired ${subject.node}`,
  },
  {
    name: "metadata that is off goes before a profile that is missing",
    way: "endpoints",
    faults: [isMetadataOff, hasNoProfile],
    cause: `metadata-disabled ${subject.node}`,
  },
  {
    name: "a profile that is missing goes before a group that lets nothing out",
    way: "endpoints",
    faults: [hasNoProfile, letsNothingOut],
    cause: `instance-profile-missing ${subject.node}`,
  },
  {
    name: "a trust that is wrong goes before an endpoint that is pending",
    way: "endpoints",
    faults: [isUntrusted, isPending],
    cause: `role-trust-wrong ${subject.role}`,
  },
  {
    name: "hostnames that are off choose the way, before groups and ACLs",
    way: "endpoints",
    faults: [hasNoHostnames, letsNothingOut, letsNothingIn],
    cause: "vpc-dns-disabled vpc vpc-1",
  },
  {
    name: "a group that lets nothing out goes before the ACL",
    way: "nat",
    faults: [letsNothingOut, isDeniedOut("node"), hasFailedNat],
    cause: `security-group-egress-blocks ${subject.group}`,
  },
  {
    name: "the ACL of the node's subnet goes before the NAT gateway",
    way: "nat",
    faults: [isDeniedOut("node"), hasFailedNat],
    cause: "network-acl-egress-blocks network-acl acl-node",
  },
  {
    name: "a NAT gateway that failed goes before the ACL that would drop the replies",
    way: "nat",
    faults: [dropsReplies, hasFailedNat],
    cause: "nat-gateway-unavailable nat-gateway nat-1",
  },
  {
    name: "the ACL of the endpoints' subnet goes before their group",
    way: "endpoints",
    faults: [
      letsNothingIn,
      ({ acl }) => {
        acl("acl-endpoint").Entries.push(deny443(false));
      },
    ],
    cause: "endpoint-network-acl-blocks network-acl acl-endpoint",
  },
  {
    name: "the endpoints' group goes before the ACL that would drop the replies",
    way: "endpoints",
    faults: [letsNothingIn, dropsReplies],
    cause: `endpoint-security-group-blocks ${subject.endpointGroup}`,
  },
  {
    name: "an ACL that denies the way out goes before Block Public Access",
    way: "public",
    faults: [isDeniedOut("public"), isPublicAccessOff],
    cause: "network-acl-egress-blocks network-acl acl-public",
  },
  {
    name: "Block Public Access goes before the address that is not there",
    way: "public",
    faults: [isDetached, hasNoPublicAddress, isPublicAccessOff],
    cause: "public-access-blocked vpc vpc-1",
  },
  {
    name: "an address that is not there goes before the gateway that is not attached",
    way: "public",
    faults: [isDetached, hasNoPublicAddress],
    cause: "public-address-missing network-interface eni-node",
  },
  {
    name: "behind a NAT gateway a gateway that is not attached goes before Block Public Access",
    way: "nat",
    faults: [isDetached, isPublicAccessOff],
    cause: "internet-gateway-detached internet-gateway igw-1",
  },
];

/** Policies are evaluated, so what they lack is likely only; what a packet meets is certain, and comes after it all the same. */
const evaluated: Case[] = [
  {
    name: "a right that is missing goes before a group, and stays likely",
    way: "endpoints",
    change: ({ statements, group }) => {
      statements[0].Action = ["s3:*"];
      group("sg-node").IpPermissionsEgress = [];
    },
    expected: {
      status: "lost",
      sure: "likely",
      cause: `role-actions-missing ${subject.role}`,
      also: [`security-group-egress-blocks ${subject.group}`],
    },
  },
  {
    name: "a boundary that spares all but a few services takes nothing, and the group is decided",
    way: "endpoints",
    change: (parts, answers) => {
      setBoundary(parts, answers, {
        Effect: "Allow",
        NotAction: ["iam:*", "organizations:*"],
        Resource: "*",
      });
      letsNothingIn(parts);
    },
    expected: {
      status: "lost",
      sure: "decided",
      cause: `endpoint-security-group-blocks ${subject.endpointGroup}`,
    },
  },
  {
    name: "a node that answers without the channel's rights is degraded for those",
    way: "endpoints",
    change: (parts) => {
      isOnline(parts);
      parts.statements[0].Action = parts.statements[0].Action.filter(
        (action: string) => !action.startsWith("ssmmessages:"),
      );
    },
    expected: { status: "degraded", sure: "likely", cause: `role-actions-missing ${subject.role}` },
  },
  {
    name: "a closed endpoint of the channel alone leaves the heartbeat, and decides",
    way: "endpoints",
    change: (parts, answers) => {
      isHalfReachable(parts);
      const closed = { GroupId: "sg-closed", GroupName: "closed", VpcId: "vpc-1" };
      const none = { IpPermissions: [], IpPermissionsEgress: [] };
      answers["ec2:DescribeSecurityGroups"].SecurityGroups.push({ ...closed, ...none });
      parts.endpoint("ssmmessages").Groups = [closed];
      const { NetworkInterfaces: interfaces } = answers["ec2:DescribeNetworkInterfaces"];
      interfaces.find((each: { NetworkInterfaceId: string }) =>
        each.NetworkInterfaceId.endsWith("-ssmmessages"),
      ).Groups = [closed];
    },
    expected: {
      status: "degraded",
      sure: "decided",
      cause: "endpoint-security-group-blocks security-group sg-closed",
    },
  },
  {
    name: "a statement that denies all but the heartbeat takes the channel's rights",
    way: "endpoints",
    change: (parts, answers) => {
      isHalfReachable(parts);
      const all = { Effect: "Deny", NotAction: ["ssm:UpdateInstanceInformation"], Resource: ["*"] };
      addInline(answers, encoded(all));
    },
    expected: { status: "degraded", sure: "likely", cause: `role-actions-denied ${subject.role}` },
  },
  {
    name: "a role with every right by its wildcards lacks none",
    way: "endpoints",
    change: ({ statements }) => {
      statements[0].Action = [
        "SSM:*",
        "ssmMessages:?reate*",
        "ssmmessages:OPEN*Channel",
        ...allActions.slice(2),
      ];
    },
    expected: { status: "lost", sure: "likely", cause: `agent-silent ${subject.node}` },
  },
  {
    name: "rights for the channel on an instance's ARN are none, as it is about no resource",
    way: "endpoints",
    change: (parts) => {
      isHalfReachable(parts);
      const [core] = parts.statements;
      const isOfChannel = (action: string) => action.startsWith("ssmmessages:");
      const Resource = "arn:aws:ec2:eu-west-1:123456789012:instance/*";
      parts.statements.push({ ...core, Action: core.Action.filter(isOfChannel), Resource });
      core.Action = core.Action.filter((action: string) => !isOfChannel(action));
    },
    expected: { status: "degraded", sure: "likely", cause: `role-actions-missing ${subject.role}` },
  },
  {
    name: "a machine that never registered is told what blocks it, and that alone",
    way: "nat",
    change: (parts, answers) => {
      hasNoRecord(parts, answers);
      parts.acl("acl-public").Entries = [
        ...openEntries().filter(({ Egress }) => Egress),
        allow(100, false, 443, 443, "10.0.0.0/16"),
      ];
    },
    expected: {
      status: "unregistered",
      sure: "decided",
      cause: "nat-network-acl-blocks network-acl acl-public",
    },
  },
];

export const twoFaults: Case[] = [
  ...firsts.map(
    ({ name, way, faults, cause }): Case => ({
      name,
      way,
      change: (parts, answers) => {
        for (const fault of faults) fault(parts, answers);
      },
      expected: { status: "lost", sure: "decided", cause },
    }),
  ),
  ...evaluated,
];
