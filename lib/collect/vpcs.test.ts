import { expect, test } from "vitest";
import type { AwsReader } from "../aws/reader.ts";
import { collectScope } from "./collect-scope.ts";

test("a VPC that AWS lists without an id is told as such, and nothing is asked about it", async () => {
  const asked: unknown[] = [];
  const reader = {
    scope: { partition: "aws", account: "123456789012", region: "eu-west-1" },
    async *pages() {
      yield { Vpcs: [{ CidrBlock: "10.0.0.0/16" }, { VpcId: "vpc-1", CidrBlock: "10.1.0.0/16" }] };
    },
    async call(_: string, input: { VpcId: string; Attribute: string }) {
      asked.push(input.VpcId);
      return input.Attribute === "enableDnsSupport"
        ? { EnableDnsSupport: { Value: true } }
        : { EnableDnsHostnames: { Value: false } };
    },
  } as unknown as AwsReader;
  const seen: string[] = [];
  const gaps: unknown[] = [];
  await collectScope(
    reader,
    {
      page: (_kind, items) => void seen.push(...items.map(({ id }) => id)),
      done: () => undefined,
      gap: (_kind, found) => void gaps.push(...found),
    },
    { kinds: ["vpc"] },
  );
  expect(asked).toEqual(["vpc-1", "vpc-1"]);
  expect(seen).toEqual(["vpc-1"]);
  expect(gaps).toMatchObject([{ kind: "vpc", resource: "(no id)", reason: "failed" }]);
});

test("an attribute that the answer does not tell was not read", async () => {
  const reader = {
    scope: { partition: "aws", account: "123456789012", region: "eu-west-1" },
    async *pages() {
      yield { Vpcs: [{ VpcId: "vpc-1", CidrBlock: "10.1.0.0/16" }] };
    },
    async call(_: string, { Attribute }: { Attribute: string }) {
      return Attribute === "enableDnsSupport"
        ? { EnableDnsSupport: {} }
        : { EnableDnsHostnames: { Value: true } };
    },
  } as unknown as AwsReader;
  const gaps: unknown[] = [];
  const sink = { page: () => undefined, done: () => undefined };
  await collectScope(
    reader,
    { ...sink, gap: (_kind, found) => void gaps.push(...found) },
    { kinds: ["vpc"] },
  );
  expect(gaps).toMatchObject([{ kind: "vpc", resource: "vpc-1", action: "ec2:DescribeVpcAttribute" }]);
});
