import type { AwsReader } from "../aws/reader.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import { collectorOf } from "./index.ts";
import { type Filter, narrowed } from "./narrowed.ts";
import { type ReadDocument, readThrough } from "./read-documents.ts";

/** The filters by which AWS lists what belongs to a VPC; two where it may be at either end. */
const ofVpc = {
  vpc: [{ operation: "ec2:DescribeVpcs", name: "vpc-id" }],
  subnet: [{ operation: "ec2:DescribeSubnets", name: "vpc-id" }],
  "security-group": [{ operation: "ec2:DescribeSecurityGroups", name: "vpc-id" }],
  "network-acl": [{ operation: "ec2:DescribeNetworkAcls", name: "vpc-id" }],
  "route-table": [{ operation: "ec2:DescribeRouteTables", name: "vpc-id" }],
  "vpc-endpoint": [{ operation: "ec2:DescribeVpcEndpoints", name: "vpc-id" }],
  "nat-gateway": [{ operation: "ec2:DescribeNatGateways", name: "vpc-id", field: "Filter" }],
  "internet-gateway": [{ operation: "ec2:DescribeInternetGateways", name: "attachment.vpc-id" }],
  "peering-connection": [
    { operation: "ec2:DescribeVpcPeeringConnections", name: "requester-vpc-info.vpc-id" },
    { operation: "ec2:DescribeVpcPeeringConnections", name: "accepter-vpc-info.vpc-id" },
  ],
  "transit-gateway-attachment": [{ operation: "ec2:DescribeTransitGatewayVpcAttachments", name: "vpc-id" }],
} as const satisfies { [Kind in DocumentKind]?: readonly Filter[] };

export type KindOfVpc = keyof typeof ofVpc;
export const kindsOfVpc = Object.keys(ofVpc) as KindOfVpc[];

/** What AWS told of some documents, and whether it told all that there is of what was asked. */
export type Belonging = { read: readonly ReadDocument[]; isThrough: boolean };

/** The documents of a kind that belong to these VPCs. What is none of them may be gone, or belong elsewhere now. */
export function readOfVpcs(
  reader: AwsReader,
  kind: KindOfVpc,
  vpcIds: readonly string[],
): Promise<Belonging> {
  return readByFilters(reader, kind, ofVpc[kind], vpcIds);
}

/** The associations of instance profiles with these instances. What is none of them any more is gone. */
export function readProfileAssociations(
  reader: AwsReader,
  instanceIds: readonly string[],
): Promise<Belonging> {
  const filter = { operation: "ec2:DescribeIamInstanceProfileAssociations", name: "instance-id" } as const;
  return readByFilters(reader, "profile-association", [filter], instanceIds);
}

/** What is read one by one, for those of `needed`: roles by their names or ARNs, private zones by their VPCs. */
export async function readNeeded(
  reader: AwsReader,
  kind: "role" | "hosted-zone",
  needed: ReadonlySet<string>,
): Promise<Belonging> {
  const { read, failure } = await readThrough(reader, collectorOf(kind), {
    needed: () => needed,
    nodes: null,
  });
  return { read: [...read.values()], isThrough: failure === null };
}

async function readByFilters(
  reader: AwsReader,
  kind: DocumentKind,
  filters: readonly Filter[],
  values: readonly string[],
): Promise<Belonging> {
  const context = { needed: () => new Set<string>(), nodes: null };
  const answers = await Promise.all(
    filters.map((filter) => readThrough(narrowed(reader, filter, values), collectorOf(kind), context)),
  );
  const read = new Map(answers.flatMap((answer) => [...answer.read]));
  return { read: [...read.values()], isThrough: answers.every(({ failure }) => failure === null) };
}
