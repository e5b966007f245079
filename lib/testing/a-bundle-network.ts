// The network of the account of `a-bundle.ts`, in the shapes that `aws ec2 describe-… --output json` prints.

export type Json = Record<string, unknown>;
export type Way = "endpoints" | "nat" | "public" | "isolated";

export const account = "123456789012";
export const region = "eu-west-1";

export const tcp443 = (peer: Json) => ({ IpProtocol: "tcp", FromPort: 443, ToPort: 443, ...peer });
export const openEgress = {
  IpProtocol: "-1",
  IpRanges: [{ CidrIp: "0.0.0.0/0" }],
  Ipv6Ranges: [],
  PrefixListIds: [],
  UserIdGroupPairs: [],
};
const aclEntry = (RuleNumber: number, Egress: boolean, changes: Json = {}) => ({
  RuleNumber,
  Egress,
  Protocol: "-1",
  RuleAction: RuleNumber === 32767 ? "deny" : "allow",
  CidrBlock: "0.0.0.0/0",
  ...changes,
});
export const openEntries = () => [
  aclEntry(100, true),
  aclEntry(32767, true),
  aclEntry(100, false),
  aclEntry(32767, false),
];
export const aRoute = (DestinationCidrBlock: string, target: Json, changes: Json = {}) => ({
  DestinationCidrBlock,
  State: "active",
  Origin: "CreateRoute",
  ...target,
  ...changes,
});
export const localRoute = aRoute("10.0.0.0/16", { GatewayId: "local" }, { Origin: "CreateRouteTable" });

export const anInterface = (
  NetworkInterfaceId: string,
  SubnetId: string,
  address: string,
  groups: string[],
) => ({
  NetworkInterfaceId,
  SubnetId,
  VpcId: "vpc-1",
  Status: "in-use",
  PrivateIpAddress: address,
  PrivateIpAddresses: [{ PrivateIpAddress: address, Primary: true }],
  Ipv6Addresses: [],
  Groups: groups.map((GroupId) => ({ GroupId, GroupName: GroupId })),
  SourceDestCheck: true,
});

const anEndpoint = (service: string) => ({
  VpcEndpointId: `vpce-${service}`,
  VpcEndpointType: "Interface",
  VpcId: "vpc-1",
  ServiceName: `com.amazonaws.${region}.${service}`,
  State: "available",
  PrivateDnsEnabled: true,
  SubnetIds: ["subnet-endpoint"],
  NetworkInterfaceIds: [`eni-${service}`],
  Groups: [{ GroupId: "sg-endpoint", GroupName: "endpoint" }],
  DnsEntries: [{ DnsName: `${service}.${region}.amazonaws.com`, HostedZoneId: "Z1" }],
  IpAddressType: "ipv4",
  DnsOptions: { DnsRecordIpType: "ipv4" },
});

/** A VPC whose node leaves over interface endpoints, a NAT gateway, a public address of its own, or not at all. */
export function networkAnswers(way: Way): Json {
  const services = way === "endpoints" ? ["ssm", "ssmmessages"] : [];
  const hasGateway = way === "nat" || way === "public";
  const subnet = (SubnetId: string, CidrBlock: string) => ({
    SubnetId,
    VpcId: "vpc-1",
    CidrBlock,
    AvailabilityZone: `${region}a`,
    AvailabilityZoneId: "euw1-az1",
    OwnerId: account,
    State: "available",
  });
  const table = (RouteTableId: string, association: Json, routes: Json[]) => ({
    RouteTableId,
    VpcId: "vpc-1",
    Associations: [{ RouteTableAssociationId: `rtbassoc-${RouteTableId}`, RouteTableId, ...association }],
    Routes: [localRoute, ...routes],
  });
  const group = (GroupId: string, ingress: Json[], egress: Json[]) => ({
    GroupId,
    GroupName: GroupId,
    VpcId: "vpc-1",
    IpPermissions: ingress,
    IpPermissionsEgress: egress,
  });
  return {
    "ec2:DescribeVpcs": {
      Vpcs: [{ VpcId: "vpc-1", CidrBlock: "10.0.0.0/16", DhcpOptionsId: "dopt-1", OwnerId: account }],
    },
    "ec2:DescribeVpcAttribute": [
      { VpcId: "vpc-1", EnableDnsSupport: { Value: true } },
      { VpcId: "vpc-1", EnableDnsHostnames: { Value: true } },
    ],
    "ec2:DescribeDhcpOptions": {
      DhcpOptions: [
        {
          DhcpOptionsId: "dopt-1",
          DhcpConfigurations: [{ Key: "domain-name-servers", Values: [{ Value: "AmazonProvidedDNS" }] }],
        },
      ],
    },
    "ec2:DescribeSubnets": {
      Subnets: [
        subnet("subnet-node", "10.0.1.0/24"),
        subnet("subnet-endpoint", "10.0.2.0/24"),
        subnet("subnet-public", "10.0.0.0/24"),
      ],
    },
    "ec2:DescribeSecurityGroups": {
      SecurityGroups: [
        group("sg-node", [], [openEgress]),
        group("sg-endpoint", [tcp443({ IpRanges: [{ CidrIp: "10.0.0.0/16" }] })], [openEgress]),
      ],
    },
    "ec2:DescribeNetworkAcls": {
      NetworkAcls: ["node", "endpoint", "public"].map((name) => ({
        NetworkAclId: `acl-${name}`,
        VpcId: "vpc-1",
        IsDefault: false,
        Associations: [{ NetworkAclId: `acl-${name}`, SubnetId: `subnet-${name}` }],
        Entries: openEntries(),
      })),
    },
    "ec2:DescribeRouteTables": {
      RouteTables: [
        table("rtb-main", { Main: true }, []),
        table(
          "rtb-node",
          { Main: false, SubnetId: "subnet-node" },
          way === "nat" ? [aRoute("0.0.0.0/0", { NatGatewayId: "nat-1" })] : [],
        ),
        table(
          "rtb-public",
          { Main: false, SubnetId: "subnet-public" },
          hasGateway ? [aRoute("0.0.0.0/0", { GatewayId: "igw-1" })] : [],
        ),
      ],
    },
    "ec2:DescribeVpcEndpoints": { VpcEndpoints: services.map(anEndpoint) },
    "ec2:DescribeNatGateways": {
      NatGateways:
        way === "nat"
          ? [
              {
                NatGatewayId: "nat-1",
                VpcId: "vpc-1",
                SubnetId: "subnet-public",
                State: "available",
                ConnectivityType: "public",
                NatGatewayAddresses: [
                  { PublicIp: "198.51.100.7", PrivateIp: "10.0.0.7", NetworkInterfaceId: "eni-nat" },
                ],
              },
            ]
          : [],
    },
    "ec2:DescribeInternetGateways": {
      InternetGateways: hasGateway
        ? [{ InternetGatewayId: "igw-1", Attachments: [{ VpcId: "vpc-1", State: "available" }] }]
        : [],
    },
    "ec2:DescribeEgressOnlyInternetGateways": { EgressOnlyInternetGateways: [] },
    "ec2:DescribeNetworkInterfaces": {
      NetworkInterfaces: services.map((service, index) => ({
        ...anInterface(`eni-${service}`, "subnet-endpoint", `10.0.2.${10 + index}`, ["sg-endpoint"]),
        InterfaceType: "vpc_endpoint",
      })),
    },
    "ec2:DescribeManagedPrefixLists": { PrefixLists: [] },
    "ec2:DescribeVpcBlockPublicAccessOptions": {
      VpcBlockPublicAccessOptions: { InternetGatewayBlockMode: "off", State: "default-state" },
    },
    "ec2:DescribeVpcBlockPublicAccessExclusions": { VpcBlockPublicAccessExclusions: [] },
    "ec2:DescribeVpcPeeringConnections": { VpcPeeringConnections: [] },
    "ec2:DescribeTransitGatewayVpcAttachments": { TransitGatewayVpcAttachments: [] },
  };
}
