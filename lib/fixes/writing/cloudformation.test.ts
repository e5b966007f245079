import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { logicalId, writeCloudFormation } from "./cloudformation.ts";

test("a template is the YAML of its resources", () => {
  expect(
    writeCloudFormation({
      [logicalId("egress", "sg-1")]: {
        Type: "AWS::EC2::SecurityGroupEgress",
        Properties: { GroupId: "sg-1", IpProtocol: "-1", FromPort: 443 },
      },
    }),
  ).toBe(`Resources:
  EgressSg1:
    Type: AWS::EC2::SecurityGroupEgress
    Properties:
      GroupId: sg-1
      IpProtocol: "-1"
      FromPort: 443
`);
});

test("what changes a resource that exists says so", () => {
  const resources = { Vpc: { Type: "AWS::EC2::VPC", Properties: { EnableDnsSupport: true } } } as const;
  expect(writeCloudFormation(resources, { existing: "vpc-1\n- trap" })).toMatch(
    /^# vpc-1 - trap exists already: set this in the resource that has it/,
  );
});

test("whatever AWS or a person calls a thing, YAML 1.1 reads it as it was called", () => {
  const hostile = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.constantFrom(
      "no",
      "on",
      "1:30",
      "0o7",
      "~",
      "- a",
      "a: b",
      "# c",
      "'",
      '"',
      "a\nb",
      "*x",
      "&y",
      "!!str",
    ),
  );
  fc.assert(
    fc.property(hostile, (name) => {
      const text = writeCloudFormation({ A: { Type: "AWS::A::B", Properties: { name, list: [name] } } });
      expect(parse(text, { version: "1.1" }).Resources.A.Properties).toEqual({ name, list: [name] });
    }),
  );
});

test("a logical id has letters and digits alone, and begins with a letter", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme" })), (words) => {
      expect(logicalId(...words)).toMatch(/^[A-Za-z][A-Za-z0-9]*$/);
    }),
  );
});
