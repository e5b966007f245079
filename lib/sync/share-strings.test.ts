import { expect, test } from "vitest";
import { stringSharer } from "./share-strings.ts";

test("whatever is shared reads as it did", () => {
  const share = stringSharer();
  const document = () => ({
    id: "i-0123456789abcdef0",
    groups: ["sg-0123456789abcdef0", "sg-0123456789abcdef0"],
    interfaces: [{ subnet: "subnet-0123456789abcdef0", at: 5, gone: null }],
    tags: { Team: "the-payments-team" },
  });
  for (let turn = 0; turn < 3; turn++) expect(share(document())).toEqual(document());
});
