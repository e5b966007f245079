import { parse } from "@cdktf/hcl2json";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  existingResource,
  jsonEncoded,
  nested,
  reference,
  resource,
  terraformName,
  writeTerraform,
} from "./terraform.ts";

const dollar = "$";
const read = async (text: string) => JSON.parse(JSON.stringify(await parse("main.tf", text)));

test("a resource reads as terraform fmt would leave it", () => {
  const rule = resource("aws_vpc_security_group_egress_rule", "sg-1 to sg-2", {
    ...{ security_group_id: "sg-1", from_port: 443, cidrs: ["10.0.0.0/16"], ok: true },
    metadata_options: nested({ http_tokens: "required" }),
  });
  expect(writeTerraform(rule)).toBe(`resource "aws_vpc_security_group_egress_rule" "sg_1_to_sg_2" {
  security_group_id = "sg-1"
  from_port         = 443
  cidrs             = ["10.0.0.0/16"]
  ok                = true
  metadata_options {
    http_tokens = "required"
  }
}
`);
});

test("what changes a resource that exists says so, and cannot be taken for the whole of it", () => {
  const text = writeTerraform(existingResource("aws_vpc", "vpc-1", { enable_dns_support: true }));
  expect(text.split("\n")[0]).toBe(
    "# vpc-1 exists already: set this in its own block, and leave the rest of that as it is.",
  );
});

test("blocks, references and JSON parse as what they are", async () => {
  const text = writeTerraform(
    resource("aws_a", "b", {
      ref: reference("aws_vpc.main.id"),
      policy: jsonEncoded({ Statement: [{ Effect: "Allow", Action: ["a:b"] }] }),
      map: { "a b": "c" },
      block: nested({ inner: nested({ value: 1 }) }),
    }),
  );
  const { resource: parsed } = await read(text);
  expect(parsed.aws_a.b[0]).toMatchObject({
    ref: `${dollar}{aws_vpc.main.id}`,
    map: { "a b": "c" },
    block: [{ inner: [{ value: 1 }] }],
  });
});

test("whatever AWS or a person calls a thing, it is read as it was called and nothing of it runs", async () => {
  const hostile = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.constantFrom(
      `${dollar}{file("/etc/hosts")}`,
      `${dollar}${dollar}{a}`,
      `${dollar}${dollar}${dollar}{a}`,
      "%{ if true }",
      '"',
      "a\nb",
      "\\",
      "\u2028",
      "$",
      "$$",
    ),
  );
  await fc.assert(
    fc.asyncProperty(hostile, hostile, async (name, comment) => {
      const text = writeTerraform(
        resource("aws_a", name, { name, list: [name], map: { [name]: 1 } }, comment),
      );
      const { resource: parsed } = await read(text);
      const [body] = parsed.aws_a[terraformName(name)];
      // Terraform composes characters (NFC), and the parser gives back templates unread, with what escapes them.
      const told = name
        .normalize("NFC")
        .replace(/\$+\{|%+\{/g, (found) => `${found.slice(0, -1)}${found.at(-2)}{`);
      expect([body.name, body.list]).toEqual([told, [told]]);
    }),
    { numRuns: 60 },
  );
});
