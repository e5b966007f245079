import { expect, test } from "vitest";
import { aDocument, aGap } from "../../testing/a-document.ts";
import { aNodeView, outcomeOf, sentenceOf } from "../../testing/a-node-view.ts";
import { advancedTierOff as check } from "./advanced-tier-off.ts";

const id = "mi-0123456789abcdef0";
const settingId = "/ssm/managed-instance/activation-tier";
const record = aDocument("managed-node", id);

function aNode(value: string | null, more: readonly string[] = []) {
  const others = more.map((each) => aDocument("managed-node", each));
  return aNodeView(id, {
    "managed-node": [record, ...others],
    "service-setting": [aDocument("service-setting", settingId, { value })],
  });
}

test("warns in the standard tier, which is also that of a Region where nobody set one", () => {
  expect(outcomeOf(check, aNode("standard"))).toBe("warn");
  expect(outcomeOf(check, aNode(null))).toBe("warn");
});

test("passes in the advanced tier", () => {
  expect(outcomeOf(check, aNode("advanced"))).toBe("pass");
});

test("counts the machines outside of EC2 against the tier's limit, and no instances", () => {
  const ids = (kind: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${kind}-${String(index + 1).padStart(17, "0")}`);
  expect(sentenceOf(check, aNode("standard", ids("i", 1_500)))).not.toContain("limit");
  expect(sentenceOf(check, aNode("standard", ids("mi", 1_000)))).toContain("With 1001 of them");
});

test("does not apply to instances", () => {
  expect(outcomeOf(check, aNodeView("i-1", {}))).toBe("does not apply");
});

test("is unknown where the setting could not be read", () => {
  const gaps = [aGap("service-setting", "ssm:GetServiceSetting")];
  expect(outcomeOf(check, aNodeView(id, { "managed-node": [record] }, { gaps }))).toBe(
    "unknown ssm:GetServiceSetting",
  );
});
