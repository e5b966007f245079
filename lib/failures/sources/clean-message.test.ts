import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanMessage } from "./clean-message.ts";

test.each([
  "Instances [[i-0123456789abcdef0, i-0123456789abcdef1]] not in a valid state for account 123456789012",
  "i-0123456789abcdef0 is not connected.",
  "1 validation error detected: Value '[i-0abc12]' at 'instanceIds' failed to satisfy constraint: Member must satisfy regular expression pattern: (^i-(\\w{8}|\\w{17})$)|(^mi-\\w{17}$)",
  "Unsupported Target Type",
])("keeps what is about targets: %s", (text) => expect(cleanMessage(text)).toBe(text));

const secret = "hunter2Xk9";
test.each([
  `unexpected invocation result: Status=[Failed], ResponseCode=[1], Output=[ ${secret} [ok], ], OutputPayload=[{"Status":"${secret}"}]`,
  `Parameter "Password" has value "${secret}" not found in [a, ${secret}]`,
  `1 validation error detected: Value '{password=[${secret}]}' at 'parameters' failed to satisfy constraint`,
  `Value '[${secret}]' at 'targets.1.member.values' failed to satisfy constraint`,
  `Error=[${secret}], Status=[Failed]`,
  `StandardOutput: "${secret}"`,
  `Output=[first line [x] then ${secret}], CommandId=[00000000-0000-4000-8000-000000000000]`,
  `Output: ${secret}`,
])("lets out no value that a text quotes: %s", (text) => expect(cleanMessage(text)).not.toContain(secret));

test("is never longer than a thousand characters", () => {
  fc.assert(fc.property(fc.string({ maxLength: 5000 }), (text) => (cleanMessage(text) ?? "").length <= 1000));
});
