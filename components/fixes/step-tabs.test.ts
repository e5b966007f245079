import { expect, test } from "vitest";
import { aStep } from "./a-walkthrough.ts";
import { layOutCommand, openTab, splitIds, tabsOf } from "./step-tabs.ts";

test("a step has the tabs for which it has something", () => {
  expect(tabsOf(aStep())).toEqual(["cli", "console", "terraform"]);
  expect(tabsOf(aStep({ cli: [], terraform: null }))).toEqual(["console"]);
});

test("the wanted tab opens where a step has it, else its first", () => {
  expect(openTab(["cli", "terraform"], "terraform")).toBe("terraform");
  expect(openTab(["cli", "terraform"], "cloudformation")).toBe("cli");
  expect(openTab([], "cli")).toBeUndefined();
});

test("ids stand out of code, and joined again it is the code", () => {
  const code =
    "aws ec2 x --group-id sg-0c41d7e2f9a85b36e --role arn:aws:iam::1:role/a 'GroupId=sg-07b2c8d14f6a3e94d'";
  const pieces = splitIds(code);
  expect(pieces.map(({ text }) => text).join("")).toBe(code);
  expect(pieces.flatMap(({ isId, text }) => (isId ? [text] : []))).toEqual([
    "sg-0c41d7e2f9a85b36e",
    "arn:aws:iam::1:role/a",
    "sg-07b2c8d14f6a3e94d",
  ]);
});

test("a long command has an option a line, and does the same", () => {
  const command = `aws ec2 authorize-security-group-egress --region us-east-1 --group-id sg-1 --ip-permissions '[{"Description":"a --b"}]'`;
  expect(layOutCommand(command)).toBe(
    `aws ec2 authorize-security-group-egress \\\n  --region us-east-1 \\\n  --group-id sg-1 \\\n  --ip-permissions '[{"Description":"a --b"}]'`,
  );
  expect(layOutCommand("aws sts get-caller-identity")).toBe("aws sts get-caller-identity");
});
