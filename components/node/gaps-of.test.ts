import { expect, test } from "vitest";
import { aGap } from "../sync/a-scope.ts";
import { gapsOf } from "./gaps-of.ts";

test("a gap of another node's resource is not this node's", () => {
  const whole = aGap({ kind: "network-acl" });
  const own = aGap({ resource: "i-1" });
  const groups = aGap({ resource: "sg-1" });
  const others = aGap({ resource: "i-2" });
  const documents = [
    { kind: "security-group", id: "sg-1", action: "", observedAt: 0, validFrom: 0, body: {} },
  ];
  expect(gapsOf({ id: "i-1", documents, gaps: [whole, own, groups, others] })).toEqual([whole, own, groups]);
});
