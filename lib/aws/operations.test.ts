import { expect, test } from "vitest";
import { getOperation, operations } from "./operations.ts";

const names = Object.keys(operations) as (keyof typeof operations)[];

test("only reads are on the list", () => {
  expect(names.filter((name) => !/:(?:Describe|Get|List|Lookup|Simulate)[A-Z]/.test(name))).toEqual([]);
});

test.each(["ec2:TerminateInstances", "ssm:SendCommand", "constructor", "ec2:describeInstances"])(
  "%s is not an operation that can be called",
  (name) => {
    // Types forbid it already; a name may still come from a file or a request.
    expect(() => getOperation(name as never)).toThrow("is not an operation that Muster may call");
  },
);

test("every operation stands under its service and has the SDK's schema of that very operation", () => {
  for (const name of names) {
    const [service, operation] = name.split(":");
    expect(operations[name].service).toBe(service);
    expect(JSON.stringify(operations[name].schema())).toContain(`"${operation}"`);
  }
});

test("what comes in pages says where its items are", () => {
  for (const name of names) {
    if (operations[name].paging !== null) expect(operations[name].items, name).not.toBeNull();
  }
});

test("what is the same in every Region is asked for once an account", () => {
  const account = names.filter((name) => operations[name].level === "account");
  expect(new Set(account.map((name) => name.split(":")[0]))).toEqual(
    new Set(["iam", "organizations", "route53"]),
  );
});
