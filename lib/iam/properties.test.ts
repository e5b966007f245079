import fc from "fast-check";
import { expect, test } from "vitest";
import { aSnapshot } from "../testing/a-document.ts";
import { aBoundary, aPolicy, aRole, type Written } from "../testing/a-role.ts";
import { createPermissions } from "./permissions.ts";

const heartbeat = "ssm:UpdateInstanceInformation";

const element = (...values: (string | string[])[]) => fc.constantFrom(...values);

const aCondition = fc.constantFrom(
  undefined,
  { StringEquals: { "aws:RequestedRegion": "eu-west-1" } },
  { StringNotEquals: { "aws:RequestedRegion": ["eu-west-1"] } },
  { StringEquals: { "aws:SourceVpce": "vpce-1" } },
  { StringNotEqualsIfExists: { "aws:PrincipalTag/team": "a" } },
  { DateGreaterThan: { "aws:TokenIssueTime": "2026-11-01T06:00:00Z" } },
);

const someActions = element("*", "ssm:*", heartbeat, "ssm:Send*", ["s3:*", "ssm:Update*"], "s3:GetObject");
const someResources = element(
  "*",
  "arn:aws:ec2:*:*:instance/*",
  "arn:aws:ec2:*:*:instance/i-0*",
  "arn:aws:s3:::*",
  ["arn:aws:s3:::*", "arn:aws:ec2:us-east-1:*:instance/*"],
);

const aStatement: fc.Arbitrary<Written> = fc
  .record({
    Effect: fc.constantFrom("Allow", "Deny"),
    act: fc.tuple(fc.constantFrom("Action", "NotAction"), someActions),
    on: fc.tuple(fc.constantFrom("Resource", "NotResource"), someResources),
    Condition: aCondition,
  })
  .map(({ Effect, act, on, Condition }) => ({ Effect, [act[0]]: act[1], [on[0]]: on[1], Condition }));

const someStatements = fc.array(aStatement, { maxLength: 5 });

type Policies = { statements: Written[]; attached?: Written[][]; boundary?: Written[] | null };

function decide({ statements, attached = [], boundary = null }: Policies, node?: string) {
  const attachedPolicies = attached.map((each, index) => ({
    arn: `arn:aws:iam::123456789012:policy/p${index}`,
    name: `p${index}`,
    document: aPolicy(each),
  }));
  const role = aRole(statements, { attachedPolicies, ...(boundary && aBoundary(boundary)) });
  return createPermissions(aSnapshot({ role: [role] })).mayCall(role, heartbeat, node).decision;
}

const someBoundary = fc.option(someStatements);

test("the order of statements and of policies never matters", () => {
  const shuffled = <T>(list: fc.Arbitrary<T[]>) =>
    list.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
    );
  const policies = fc.array(someStatements, { maxLength: 4 });
  fc.assert(
    fc.property(
      shuffled(someStatements),
      shuffled(policies),
      someBoundary,
      ([statements, otherwise], [attached, mixed], boundary) => {
        const decision = decide({ statements, attached, boundary });
        expect(decide({ statements: otherwise, attached: mixed, boundary })).toBe(decision);
      },
    ),
  );
});

test("it does not matter which policy a statement stands in", () => {
  fc.assert(
    fc.property(someStatements, someStatements, (some, others) => {
      expect(decide({ statements: some, attached: [others] })).toBe(
        decide({ statements: [...some, ...others] }),
      );
    }),
  );
});

test("a statement about other things changes nothing", () => {
  const unrelated = fc.constantFrom<Written>(
    { Effect: "Allow", Action: "s3:*", Resource: "*" },
    { Effect: "Deny", Action: ["ssm:SendCommand", "ec2:*"], Resource: "*" },
    { Effect: "Deny", NotAction: ["ssm:*"], Resource: "*" },
    { Effect: "Deny", Action: "*", Resource: "arn:aws:s3:::logs" },
    {
      Effect: "Deny",
      Action: "*",
      Resource: "*",
      Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } },
    },
  );
  fc.assert(
    fc.property(someStatements, someBoundary, unrelated, (statements, boundary, other) => {
      const decision = decide({ statements, boundary });
      expect(decide({ statements: [...statements, other], boundary })).toBe(decision);
    }),
  );
});

/** How far a decision is from letting the call pass. */
const openness = { "explicitly-denied": 0, "not-allowed": 0, undecided: 1, allowed: 2 };

test("another deny never opens anything, and another allow never closes anything", () => {
  fc.assert(
    fc.property(someStatements, someBoundary, aStatement, (statements, boundary, another) => {
      const before = openness[decide({ statements, boundary })];
      const after = openness[decide({ statements: [...statements, another], boundary })];
      if (another.Effect === "Deny") expect(after).toBeLessThanOrEqual(before);
      else expect(after).toBeGreaterThanOrEqual(before);
    }),
  );
});

test("a boundary never opens anything", () => {
  fc.assert(
    fc.property(someStatements, someStatements, (statements, boundary) => {
      const without = openness[decide({ statements })];
      expect(openness[decide({ statements, boundary })]).toBeLessThanOrEqual(without);
    }),
  );
});

test("what is decided for all nodes is decided so for each", () => {
  const someNode = fc.constantFrom("i-0123456789abcdef0", "i-f123456789abcdef0");
  fc.assert(
    fc.property(someStatements, someBoundary, someNode, (statements, boundary, node) => {
      const forAll = decide({ statements, boundary });
      if (forAll !== "undecided") expect(decide({ statements, boundary }, node)).toBe(forAll);
    }),
  );
});
