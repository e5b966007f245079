import type { Vpc as AwsVpc, DescribeVpcAttributeResult } from "@aws-sdk/client-ec2";
import { ReadError } from "../aws/errors.ts";
import type { AwsReader } from "../aws/reader.ts";
import type { Vpc } from "../model/documents/vpc.ts";
import { defineCollector, type Read } from "./define-collector.ts";
import { all, byId, readEach } from "./listing.ts";
import { present, required, toTags } from "./parsing.ts";
import { createParts } from "./parts.ts";
import type { Stored } from "./stored.ts";

type VpcAnswers = {
  Vpc: AwsVpc;
  EnableDnsSupport?: DescribeVpcAttributeResult["EnableDnsSupport"];
  EnableDnsHostnames?: DescribeVpcAttributeResult["EnableDnsHostnames"];
};

export const vpcs = defineCollector({
  kind: "vpc",
  actions: ["ec2:DescribeVpcs", "ec2:DescribeVpcAttribute"],
  parts: { "ec2:DescribeVpcAttribute": ["EnableDnsSupport", "EnableDnsHostnames"] },
  async *read(reader) {
    const listed = await all(reader.pages("ec2:DescribeVpcs", {}), (answer) => answer.Vpcs);
    const { known, nameless } = byId(listed, ({ VpcId }) => VpcId);
    yield { items: nameless.map((Vpc): Read<VpcAnswers> => ({ id: undefined, body: { Vpc } })) };
    yield* readEach(known.keys(), (id) => readAttributes(reader, id, known.get(id)!));
  },
  parse: toVpc,
});

/** The listing does not tell these two, and a call tells one of one VPC. */
const attributes = {
  EnableDnsSupport: "enableDnsSupport",
  EnableDnsHostnames: "enableDnsHostnames",
} as const;

async function readAttributes(reader: AwsReader, id: string, vpc: AwsVpc) {
  const body: VpcAnswers = { Vpc: vpc };
  const { read, missing, failures } = createParts();
  for (const field of ["EnableDnsSupport", "EnableDnsHostnames"] as const) {
    const input = { VpcId: id, Attribute: attributes[field] };
    body[field] = await read(field, async () => {
      const answer = await reader.call("ec2:DescribeVpcAttribute", input);
      if (answer[field]?.Value !== undefined) return answer[field];
      const message = `The answer for ${id} does not say what ${field} is.`;
      throw new ReadError({ reason: "failed", operation: "ec2:DescribeVpcAttribute", message });
    });
  }
  return { id, body, missing, failures };
}

export function toVpc({ Vpc: vpc, ...read }: Stored<VpcAnswers>): Vpc {
  return {
    id: required(vpc.VpcId, "VpcId"),
    cidrBlocks: associatedBlocks(vpc),
    ipv6CidrBlocks: present(vpc.Ipv6CidrBlockAssociationSet, (block) =>
      isAssociated(block.Ipv6CidrBlockState) ? block.Ipv6CidrBlock : undefined,
    ),
    dhcpOptionsId: vpc.DhcpOptionsId ?? null,
    enableDnsSupport: read.EnableDnsSupport?.Value,
    enableDnsHostnames: read.EnableDnsHostnames?.Value,
    internetGatewayBlockMode: vpc.BlockPublicAccessStates?.InternetGatewayBlockMode ?? null,
    isDefault: vpc.IsDefault ?? false,
    ownerId: vpc.OwnerId ?? null,
    state: vpc.State ?? null,
    tags: toTags(vpc.Tags),
  };
}

/** The VPC's own first block before those that were added to it, as Amazon's DNS stands in that. */
function associatedBlocks(vpc: Stored<AwsVpc>): string[] {
  const associated = present(vpc.CidrBlockAssociationSet, (block) =>
    isAssociated(block.CidrBlockState) ? block.CidrBlock : undefined,
  );
  const first = vpc.CidrBlock;
  // Old answers and hand-made ones name the first block alone.
  if (associated.length === 0) return first ? [first] : [];
  return first && associated.includes(first) ? [...new Set([first, ...associated])] : associated;
}

/** What AWS lists without a state is listed as it stands. */
function isAssociated(state: { State?: string } | undefined): boolean {
  return state?.State === undefined || state.State === "associated";
}
