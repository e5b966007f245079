import { expect, test } from "vitest";
import type { TraceAnswer } from "../../lib/api/verdict.ts";
import { aTrace, endpointKinds, hopsOf } from "../path/a-path.ts";
import {
  explainRefusal,
  formatDestination,
  reachRemarks,
  reachSentence,
  toReachDrawing,
} from "./reach-answer.ts";

const open = aTrace(hopsOf(endpointKinds));
const subject = { kind: "transit-gateway", id: "tgw-1" };

test("what is open is said without a reason", () => {
  expect(reachSentence("api-7", open)).toBe("api-7 can reach ssm on tcp 443.");
});

test("what is blocked is said with the first thing in the way, and how many there are", () => {
  const blocker = {
    cause: "route-missing",
    subject,
    code: "NO_ROUTE_TO_DESTINATION",
    hopId: "out/route",
    sentence: "rtb-1 has no route.",
    evidence: [],
  } satisfies TraceAnswer["blockers"][number];
  const blocked = aTrace([], { answer: "blocked", blockers: [blocker, blocker] });
  expect(reachSentence("api-7", blocked)).toBe("api-7 cannot reach ssm on tcp 443: rtb-1 has no route.");
  expect(reachRemarks(blocked)).toContain("2 things are in the way; all are marked.");
});

test("what cannot be decided names who can tell", () => {
  const doubt = {
    because: "unprovable",
    cause: "path-unprovable",
    subject,
    code: "UNKNOWN_DESTINATION",
    whoCanTell: "the network team",
    hopId: "out/transit-gateway",
    sentence: "It goes on in tgw-1.",
    evidence: [],
  } satisfies TraceAnswer["doubts"][number];
  const dark = aTrace([], { answer: "undecided", doubts: [doubt] });
  expect(reachSentence("api-7", dark)).toBe("Whether api-7 can reach ssm on tcp 443 cannot be decided.");
  expect(reachRemarks(dark)).toContain("It goes on in tgw-1. Who can tell: the network team.");
});

test("an address stands for itself, and a protocol without ports has none", () => {
  const ping = aTrace([], {
    destination: { service: null, addresses: ["10.0.1.5"] },
    protocol: "icmp",
    port: null,
  });
  expect(formatDestination(ping)).toBe("10.0.1.5 on icmp");
  expect(reachRemarks(ping)).toEqual([]);
});

test("an endpoint that was asked for goes by its id, with the addresses that it has", () => {
  const destination = { service: "ssm", endpoint: "vpce-1", addresses: ["10.0.2.10", "10.0.3.10"] };
  const asked = aTrace(hopsOf(endpointKinds), { destination });
  expect(reachSentence("api-7", asked)).toBe("api-7 can reach vpce-1 on tcp 443.");
  expect(reachRemarks(asked)).toEqual(["From there vpce-1 is at 10.0.2.10 and 10.0.3.10."]);
});

test("an address is drawn as one lane that says what was asked", () => {
  const asked = aTrace(hopsOf(endpointKinds), { destination: { service: null, addresses: ["10.0.1.5"] } });
  const { lanes, columns, brackets } = toReachDrawing(asked, {});
  expect(lanes.map(({ service, note }) => [service, note])).toEqual([["10.0.1.5", "tcp 443"]]);
  expect(columns.at(-1)!.head).toBe("Address");
  expect(brackets.at(-1)!.text).toBe("Destination");
});

test("a question that is refused is spoken of in the words of its form", () => {
  const refusal = { field: "to", detail: 'to must be an address; it is "to x".' };
  expect(explainRefusal(refusal)).toBe('The destination must be an address; it is "to x".');
  expect(explainRefusal({ field: null, detail: "Not now." })).toBe("Not now.");
});
