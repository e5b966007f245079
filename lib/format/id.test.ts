import { expect, test } from "vitest";
import { formatScope, shortenId, shortenIdsIn } from "./id.ts";

test.each([
  ["sg-0c41a7e8925fb36e1", "sg-0c41…36e1"],
  ["i-0a1b7c34e95d82f6c", "i-0a1b…2f6c"],
  ["mi-0a1b7c34e95d82f6c", "mi-0a1b…2f6c"],
  ["vpce-0a95f00ba12462460", "vpce-0a95…2460"],
  ["eipalloc-0a95f00ba12462460", "eipalloc-0a95…2460"],
  ["tgw-attach-0a95f00ba12462460", "tgw-attach-0a95…2460"],
])("%s is shown as %s", (id, shown) => {
  expect(shortenId(id)).toBe(shown);
});

test.each(["i-1a2b3c4d", "api-7", "app-workers", "arn:aws:iam::123456789012:role/app", "10.20.0.0/24", ""])(
  "%j stays whole",
  (id) => {
    expect(shortenId(id)).toBe(id);
  },
);

test("within a sentence only ids change", () => {
  expect(
    shortenIdsIn("Security group sg-0c41a7e8925fb36e1 lets nothing out to 10.20.3.11 on port 443."),
  ).toBe("Security group sg-0c41…36e1 lets nothing out to 10.20.3.11 on port 443.");
});

test("a scope is called by its account's name, or by its number", () => {
  const scope = { account: "123456789012", region: "eu-west-1" };
  expect(formatScope({ ...scope, accountName: "prod" })).toBe("prod · eu-west-1");
  expect(formatScope({ ...scope, accountName: null })).toBe("123456789012 · eu-west-1");
});
