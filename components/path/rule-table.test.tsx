import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { HopAnswer } from "../../lib/api/verdict.ts";
import { RuleTable } from "./rule-table.tsx";

function cellOf(peer: string): string | undefined {
  const rules = [{ rule: "TCP 443", peer, effect: "Does not apply: other addresses", isDeciding: false }];
  const hop = { kind: "security-group-in", direction: "out", rules } as unknown as HopAnswer;
  return renderToStaticMarkup(<RuleTable hop={hop} />).match(/<td class="([^"]*)"/g)?.[1];
}

test.each(["10.100.0.0/19", "255.255.255.255/32"])("%s is never broken, not even on a phone", (peer) => {
  expect(cellOf(peer)).toContain("whitespace-nowrap");
});

test("what is longer than a block of IPv4 breaks rather than widens the page", () => {
  expect(cellOf("2001:db8:1234:5678:9abc:def0:1234:5678/128")).toContain("wrap-anywhere");
});
