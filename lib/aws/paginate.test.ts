import { expect, test } from "vitest";
import { toList } from "../testing/to-list.ts";
import { operations } from "./operations.ts";
import { paginate } from "./paginate.ts";

const describeVpcs = operations["ec2:DescribeVpcs"];
type Page = { Vpcs: []; NextToken?: string; $metadata: object };

function answering(...tokens: (string | undefined)[]) {
  const asked: unknown[] = [];
  const call = async (input: unknown): Promise<Page> => {
    asked.push(input);
    return { Vpcs: [], NextToken: tokens[asked.length - 1], $metadata: {} };
  };
  return { asked, call };
}

test("the largest page is asked for, and the token of each answer fetches the next", async () => {
  const { asked, call } = answering("2", "3", undefined);
  await toList(paginate("ec2:DescribeVpcs", describeVpcs, {}, call));
  expect(asked).toEqual([
    { MaxResults: 1000 },
    { MaxResults: 1000, NextToken: "2" },
    { MaxResults: 1000, NextToken: "3" },
  ]);
});

test("a smaller page is respected, and an empty token is the end", async () => {
  const { asked, call } = answering("");
  await toList(paginate("ec2:DescribeVpcs", describeVpcs, { MaxResults: 200 }, call));
  expect(asked).toEqual([{ MaxResults: 200 }]);
});

test("a token that comes twice ends in an error and not in a circle", async () => {
  const { call } = answering("2", "2");
  const pages = toList(paginate("ec2:DescribeVpcs", describeVpcs, {}, call));
  await expect(pages).rejects.toMatchObject({ reason: "failed", operation: "ec2:DescribeVpcs" });
});
