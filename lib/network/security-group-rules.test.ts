import { describe, expect, test } from "vitest";
import type { SecurityGroupPermission } from "../model/documents/security-group.ts";
import { aDocument } from "../testing/a-document.ts";
import { tcp443, toGroup } from "../testing/documented-vpcs.ts";
import { parseAddress, parseBlock } from "./address.ts";
import type { Flow } from "./flow.ts";
import { contains } from "./interval-set.ts";
import type { PrefixList } from "./prefix-list.ts";
import { compileRules, letsThrough } from "./security-group-rules.ts";

const https: Flow = { family: 4, protocol: "tcp", port: 443 };

describe("a permission lets TCP 443 through", () => {
  test.each<[string, number | null, number | null, boolean]>([
    ["-1", null, null, true],
    ["-1", 80, 80, true],
    ["tcp", 443, 443, true],
    ["6", 443, 443, true],
    ["TCP", 0, 65_535, true],
    ["tcp", null, null, true],
    ["tcp", -1, -1, true],
    ["tcp", 80, 442, false],
    ["tcp", 444, 65_535, false],
    ["udp", 443, 443, false],
    ["17", 443, 443, false],
    ["icmp", -1, -1, false],
    ["1", 443, 443, false],
    ["icmpv6", -1, -1, false],
    ["50", null, null, false],
  ])("%s %s to %s: %s", (protocol, fromPort, toPort, expected) => {
    expect(letsThrough({ ...tcp443({}), protocol, fromPort, toPort }, https)).toBe(expected);
  });
});

test.each<[string, Flow, Partial<SecurityGroupPermission>, boolean]>([
  [
    "every type of ICMP is a ping too",
    { family: 4, protocol: "icmp", port: null },
    { protocol: "icmp", fromPort: -1, toPort: -1 },
    true,
  ],
  [
    "an echo reply is no ping",
    { family: 4, protocol: "icmp", port: null },
    { protocol: "1", fromPort: 0, toPort: -1 },
    false,
  ],
  [
    "a ping of IPv6 has a protocol of its own",
    { family: 6, protocol: "icmp", port: null },
    { protocol: "icmpv6", fromPort: 128, toPort: 0 },
    true,
  ],
  ["one port is not every port", { family: 4, protocol: "tcp", port: null }, {}, false],
  [
    "one protocol is not every protocol",
    { family: 4, protocol: "all", port: null },
    { fromPort: 0, toPort: 65_535 },
    false,
  ],
])("%s", (_, flow, changes, expected) => {
  expect(letsThrough({ ...tcp443({}), ...changes }, flow)).toBe(expected);
});

describe("a compiled group", () => {
  const block = parseBlock("10.5.0.0/16")!;
  const lists: Record<string, PrefixList> = {
    "pl-known": { isKnown: true, blocks: { 4: [block], 6: [] }, addresses: { 4: [block.interval], 6: [] } },
    "pl-unread": { isKnown: false, gap: null, service: null },
  };
  const compiled = (permission: Partial<SecurityGroupPermission>, flow = https) =>
    compileRules(
      aDocument("security-group", "sg-1", { egress: [tcp443(permission)] }),
      "egress",
      flow,
      (id) => lists[id]!,
    );
  const grants = (permission: Partial<SecurityGroupPermission>, address: string, flow = https) =>
    compiled(permission, flow).granted.some((set) => contains(set, parseAddress(address)!.value));

  test("grants the addresses of its blocks and of its prefix lists", () => {
    expect(grants({ ipv4Ranges: ["10.1.0.0/16", "10.9.0.0/16"] }, "10.9.3.3")).toBe(true);
    expect(grants({ ipv4Ranges: ["10.1.0.0/16"] }, "10.2.0.1")).toBe(false);
    expect(grants({ prefixListIds: ["pl-known"] }, "10.5.7.7")).toBe(true);
  });

  test("keeps the families apart", () => {
    const six: Flow = { ...https, family: 6 };
    expect(grants({ ipv6Ranges: ["::/0"] }, "2001:db8::1", six)).toBe(true);
    expect(grants({ ipv4Ranges: ["0.0.0.0/0"] }, "2001:db8::1", six)).toBe(false);
    expect(grants({ ipv6Ranges: ["::/0"] }, "10.0.0.1")).toBe(false);
  });

  test("names lists whose entries are not known, in one order", () => {
    expect(compiled({ prefixListIds: ["pl-unread"] })).toMatchObject({
      unknownLists: [{ id: "pl-unread", gap: null }],
    });
  });

  test("means no member of a group behind a peering connection that is not active", () => {
    const stale = { ...toGroup("sg-9"), peeringConnectionId: "pcx-1", peeringStatus: "deleted" };
    const live = { ...toGroup("sg-8"), peeringConnectionId: "pcx-1", peeringStatus: "active" };
    expect([...compiled({ groups: [stale, live, toGroup("sg-7")] }).groupIds]).toEqual(["sg-8", "sg-7"]);
  });
});
