import { gapReason, ReadError } from "../aws/errors.ts";
import type { AwsReader } from "../aws/reader.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import type { DocumentOf } from "../model/documents/document.ts";
import type { CollectContext, Collector } from "./define-collector.ts";
import { collectorOf } from "./index.ts";
import { type Filter, narrowed, valuesPerFilter } from "./narrowed.ts";
import { ParseError } from "./parsing.ts";
import { toStored } from "./stored.ts";

export type Wanted = { kind: DocumentKind; id: string };

/** A document as AWS tells it now: none where AWS has none, or why it could not be read. */
export type ReadDocument = Wanted &
  ({ found: { body: unknown; document: DocumentOf<DocumentKind> } | null } | { unread: string });

/** Reads single documents, with the calls of their collectors, narrowed to them where AWS takes a filter. */
export async function readDocuments(reader: AwsReader, wanted: readonly Wanted[]): Promise<ReadDocument[]> {
  const byKind = Map.groupBy(wanted, ({ kind }) => kind);
  const read = await Promise.all(
    [...byKind].map(([kind, each]) =>
      readKind(reader, collectorOf(kind), [...new Set(each.map(({ id }) => id))]),
    ),
  );
  return read.flat();
}

async function readKind(
  reader: AwsReader,
  collector: Collector,
  ids: readonly string[],
): Promise<ReadDocument[]> {
  const { kind } = collector;
  const asked = new Set(ids.map((id) => askedBy(kind, id)));
  const context = { needed: () => asked, nodes: collector.isOfNodes ? ids : null };
  const filter = ids.length > valuesPerFilter ? undefined : filters[kind];
  const of = filter === undefined ? reader : narrowed(reader, filter, ids);
  const { read, failure } = await readThrough(of, collector, context);
  const rest = (id: string): ReadDocument =>
    failure === null ? { kind, id, found: null } : { kind, id, unread: reasonOf(failure) };
  return ids.map((id) => read.get(id) ?? rest(id));
}

/** All that a collector tells in a context, by id, and what ended it early. */
export async function readThrough(
  reader: AwsReader,
  collector: Collector,
  context: CollectContext,
): Promise<{ read: Map<string, ReadDocument>; failure: ReadError | null }> {
  const { kind } = collector;
  const read = new Map<string, ReadDocument>();
  try {
    for await (const { items, failures = [] } of collector.read(reader, context)) {
      for (const { id, body: answer } of items)
        if (id !== undefined) read.set(id, parse(collector, id, toStored(answer)));
      for (const { resource, error } of failures)
        read.set(resource, { kind, id: resource, unread: reasonOf(error) });
    }
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    return { read, failure: error };
  }
  return { read, failure: null };
}

/** What its collector needs to know of other documents in order to read it: its own id, but for what is listed by VPC. */
function askedBy(kind: DocumentKind, id: string): string {
  return kind === "hosted-zone" ? id.slice(0, id.indexOf("/")) : id;
}

function parse(collector: Collector, id: string, body: unknown): ReadDocument {
  const { kind } = collector;
  try {
    return { kind, id, found: { body, document: collector.parse(body) } };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return { kind, id, unread: `AWS described it in a way that Muster cannot read: ${error.message}` };
  }
}

function reasonOf(error: ReadError): string {
  const { operation, message } = error;
  return gapReason(error) === "denied"
    ? `${operation} is not allowed: ${message}`
    : `${operation}: ${message}`;
}

/** The filter by which a describe call takes ids. Never a list of ids: one that is gone would fail the whole call. */
const filters: { [Kind in DocumentKind]?: Filter } = {
  vpc: { operation: "ec2:DescribeVpcs", name: "vpc-id" },
  subnet: { operation: "ec2:DescribeSubnets", name: "subnet-id" },
  "security-group": { operation: "ec2:DescribeSecurityGroups", name: "group-id" },
  "network-acl": { operation: "ec2:DescribeNetworkAcls", name: "network-acl-id" },
  "route-table": { operation: "ec2:DescribeRouteTables", name: "route-table-id" },
  "dhcp-options": { operation: "ec2:DescribeDhcpOptions", name: "dhcp-options-id" },
  "vpc-endpoint": { operation: "ec2:DescribeVpcEndpoints", name: "vpc-endpoint-id" },
  "nat-gateway": { operation: "ec2:DescribeNatGateways", name: "nat-gateway-id", field: "Filter" },
  "internet-gateway": { operation: "ec2:DescribeInternetGateways", name: "internet-gateway-id" },
  "network-interface": { operation: "ec2:DescribeNetworkInterfaces", name: "network-interface-id" },
  "managed-prefix-list": { operation: "ec2:DescribeManagedPrefixLists", name: "prefix-list-id" },
  "peering-connection": { operation: "ec2:DescribeVpcPeeringConnections", name: "vpc-peering-connection-id" },
  "transit-gateway-attachment": {
    operation: "ec2:DescribeTransitGatewayVpcAttachments",
    name: "transit-gateway-attachment-id",
  },
};
