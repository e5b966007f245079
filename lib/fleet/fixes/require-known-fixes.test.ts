import { expect, test } from "vitest";
import { loadConfig } from "../../config.ts";
import { fixIds } from "./fix-ids.ts";
import { requireKnownFixes } from "./require-known-fixes.ts";

const roleArn = "arn:aws:iam::123456789012:role/MusterApply";
const configured = (fixes: readonly string[]) =>
  loadConfig({
    env: { MUSTER_APPLY: JSON.stringify({ enabled: true, roleArn, fixes }) },
    folder: "/nowhere",
  });

test("every fix may be allowed by its id", () => {
  expect(() => requireKnownFixes(configured(fixIds()))).not.toThrow();
});

test("a fix that does not exist is refused by name, with those that do", () => {
  const [known = ""] = fixIds();
  const refused = () => requireKnownFixes(configured([known, "mend-everything"]));
  expect(refused).toThrow("apply.fixes has mend-everything");
  expect(refused).toThrow(known);
});
