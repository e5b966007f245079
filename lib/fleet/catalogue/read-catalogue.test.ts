import { expect, test } from "vitest";
import { causeCodes } from "../../model/cause.ts";
import { hasCodePage } from "../../routes/causes.ts";
import { aContext } from "../../testing/a-context.ts";
import { aNode } from "../../testing/a-node.ts";
import { getCatalogueEntry, readCatalogue } from "./read-catalogue.ts";

const cause = { code: "vpc-dns-disabled", subject: { kind: "vpc", id: "vpc-1" } } as const;

test("every cause of a node has a headline, a check that finds it, and the permissions which that takes", async () => {
  const { items } = readCatalogue(await aContext());
  expect(items.length).toBeGreaterThan(40);
  for (const { code, headline, checks, permissions } of items) {
    expect([code, headline, checks.length > 0]).toEqual([code, expect.stringMatching(/^[A-Z]/), true]);
    for (const permission of permissions) expect(permission).toMatch(/^[a-z0-9-]+:[A-Z]\w+$/);
  }
  expect(new Set(items.map(({ code }) => code)).size).toBe(items.length);
});

test("a cause of several checks names all of them, and how many nodes have it", async () => {
  const context = await aContext({ nodes: [aNode({ status: "lost", cause })] });
  const entry = getCatalogueEntry(context, { code: "vpc-dns-disabled" });
  expect(entry.nodes).toBe(1);
  expect(entry.checks.map(({ id }) => id)).toEqual([
    "vpc-dns-support-disabled",
    "vpc-dns-hostnames-disabled",
  ]);
  expect(entry.permissions).toContain("ec2:DescribeVpcAttribute");
});

test("a link to a code is made exactly where the code has a page", async () => {
  const paged = readCatalogue(await aContext()).items.map(({ code }) => code);
  expect(causeCodes.filter(hasCodePage).toSorted()).toEqual(paged.toSorted());
});

test("a cause of failures alone is told apart from one that does not exist", async () => {
  const context = await aContext();
  expect(() => getCatalogueEntry(context, { code: "target-malformed" })).toThrow(/failed calls/);
  expect(() => getCatalogueEntry(context, { code: "nothing" as never })).toThrow(/no cause nothing/);
});
