import { describe, expect, test } from "vitest";
import { aHop, aLane, endpointKinds, hopsOf, natKinds } from "./a-path.ts";
import { type DrawnLane, toPathDrawing } from "./path-drawing.ts";

const titles = (lane: DrawnLane) => lane.cells.map(({ hop }) => hop?.look ?? null);
const blocked = { "security-group-out": { state: "block", brief: "no rule for 443" } } as const;
const back = (kind: Parameters<typeof aHop>[0], changes = {}) =>
  aHop(kind, { direction: "back", ...changes });

describe("columns", () => {
  test("are the union of the lanes' hops in the order of drawing, and each stands once", () => {
    const gateway = hopsOf([
      "interface",
      "security-group-out",
      "network-acl-out",
      "route",
      "endpoint",
      "service",
    ]);
    const { columns } = toPathDrawing({
      lanes: [aLane("s3", gateway, { isRequired: false }), aLane("ssm", hopsOf(endpointKinds))],
    });
    expect(columns.map(({ kind }) => kind)).toEqual([...endpointKinds]);
  });

  test("leave out an instance that runs, and show one that does not", () => {
    const kindsOf = (state: "pass" | "block") =>
      toPathDrawing({
        lanes: [aLane("ssm", hopsOf(["instance", ...endpointKinds], { instance: { state } }))],
      }).columns.map(({ kind }) => kind);
    expect(kindsOf("pass")).toEqual([...endpointKinds]);
    expect(kindsOf("block")).toEqual(["instance", ...endpointKinds]);
  });

  test("stand under brackets that say whose ground they are on", () => {
    const { brackets } = toPathDrawing(
      { lanes: [aLane("ssm", hopsOf(natKinds))] },
      { subnet: "Its subnet · us-east-1a" },
    );
    expect(brackets).toEqual([
      { text: "Its subnet · us-east-1a", start: 0, span: 3 },
      { text: "Its VPC", start: 3, span: 1 },
      { text: "NAT subnet", start: 4, span: 4 },
      { text: "Its VPC", start: 8, span: 1 },
      { text: "AWS", start: 9, span: 1 },
    ]);
  });
});

describe("a lane", () => {
  test("is open up to its block, and what lies behind was judged and not reached", () => {
    const hops = hopsOf(endpointKinds, { ...blocked, endpoint: { state: "block" } });
    const [lane] = toPathDrawing({ lanes: [aLane("ssm", hops)] }).lanes;
    expect(titles(lane!)).toEqual(["open", "blocked", ...Array(6).fill("beyond")]);
    expect(lane!.cells.map(({ hop }) => hop!.words)).toEqual([
      "eni-0b4f…e530",
      "no rule for 443",
      "would pass",
      "would pass",
      "would pass",
      "would pass",
      "also blocks",
      "not reached",
    ]);
    expect(lane!.cells.map(({ wire }) => wire)).toEqual(["open", ...Array(6).fill("dotted"), null]);
    expect(lane!.outcome).toBe("blocked at Security group, out");
  });

  test("is lost from sight behind a hop that cannot be judged, but a certain block stays one", () => {
    const hops = hopsOf(endpointKinds, {
      route: { state: "unknown", brief: "not read" },
      endpoint: { state: "block" },
    });
    const [lane] = toPathDrawing({ lanes: [aLane("ssm", hops)] }).lanes;
    expect(titles(lane!)).toEqual([
      ...["open", "open", "open", "undecided"],
      ...["beyond", "beyond", "blocked", "beyond"],
    ]);
    expect(lane!.cells[3]!.wire).toBe("doubtful");
    expect(lane!.stop!.kind).toBe("route");
  });

  test("passes the columns that it has no hop in, and ends where the configuration ends", () => {
    const dark = hopsOf(["interface", "security-group-out", "network-acl-out", "route", "transit-gateway"], {
      "transit-gateway": { state: "unknown" },
    });
    const { lanes, columns } = toPathDrawing({
      lanes: [
        aLane("ssm", hopsOf(["interface", "route", "endpoint", "service"])),
        aLane("ssmmessages", dark),
      ],
    });
    expect(columns.map(({ kind }) => kind)).toEqual([
      ...["interface", "security-group-out", "network-acl-out", "route"],
      ...["transit-gateway", "endpoint", "service"],
    ]);
    expect(lanes[0]!.cells[1]).toEqual({ hop: null, wire: "open" });
    expect(lanes[1]!.cells.slice(-2)).toEqual([
      { hop: null, wire: null },
      { hop: null, wire: null },
    ]);
  });

  test("names the interface by its address, a set of groups by the first and a count, and shortens ids", () => {
    const hops = hopsOf(["interface", "security-group-out", "service"], {
      "security-group-out": {
        resources: [
          { kind: "security-group", id: "sg-0c41a7e8925fb36eb" },
          { kind: "security-group", id: "sg-00000000000000001" },
        ],
      },
    });
    const [lane] = toPathDrawing({ lanes: [aLane("ssm", hops)] }).lanes;
    expect(lane!.cells.map(({ hop }) => hop!.name)).toEqual(["10.20.14.37", "sg-0c41…36eb +1", "ssm"]);
  });
});

describe("lanes", () => {
  const shared = [
    aLane("s3", hopsOf(endpointKinds, { endpoint: { state: "unknown" } }), { isRequired: false }),
    aLane("ssm", [...hopsOf(endpointKinds, blocked), back("interface", { isReached: false })]),
    aLane("ssmmessages", [...hopsOf(endpointKinds, blocked), back("interface", { isReached: false })]),
  ];

  test("stand with the required first, their way back beneath, the optional last", () => {
    const { lanes } = toPathDrawing({ lanes: shared });
    expect(lanes.map(({ service, note }) => service ?? note)).toEqual([
      "ssm",
      "ssmmessages",
      "replies from both",
      "s3",
    ]);
  });

  test("that stop at the same thing are one run, and the reason hangs under the last of it", () => {
    const { lanes, opening } = toPathDrawing({ lanes: shared });
    expect(lanes.map(({ runEnd }) => runEnd)).toEqual([1, 1, 2, 3]);
    expect(opening).toBe("ssm/out/security-group-out");
  });

  test("that stop at other things stand alone, though they stop at the same kind", () => {
    const other = hopsOf(endpointKinds, {
      "security-group-out": { state: "block", resources: [{ kind: "security-group", id: "sg-other" }] },
    });
    const { lanes } = toPathDrawing({ lanes: [shared[1]!, aLane("ssmmessages", other)] });
    expect(lanes[0]!.runEnd).toBe(0);
    expect(lanes[1]!.fold).toBeNull();
  });

  test("fold into one line where another lane has said it already, or nothing depends on them", () => {
    expect(toPathDrawing({ lanes: shared }).lanes.map(({ fold }) => fold)).toEqual([
      null,
      "Blocked at the same group.",
      "Not reached, would pass.",
      "Undecided at the endpoint.",
    ]);
    const open = [aLane("ssm", hopsOf(endpointKinds)), aLane("ssmmessages", hopsOf(endpointKinds))];
    expect(toPathDrawing({ lanes: open }).lanes.map(({ fold }) => fold)).toEqual([null, "Open."]);
  });

  test("open the reason of what stops a required lane, and none where only an optional one is stopped", () => {
    const lanes = [shared[0]!, aLane("ssm", hopsOf(endpointKinds))];
    expect(toPathDrawing({ lanes }).opening).toBeNull();
  });

  test("open what lets only part pass where nothing stops them", () => {
    const lanes = [aLane("ssm", hopsOf(endpointKinds, { "network-acl-in": { state: "partial" } }))];
    expect(toPathDrawing({ lanes }).opening).toBe("ssm/out/network-acl-in");
  });
});

describe("the way back", () => {
  test("stands in the columns of what the packet met, in the opposite order, whatever the hops are called", () => {
    const acl = [{ kind: "network-acl", id: "acl-one-for-both" }];
    const there = hopsOf(endpointKinds, {
      "network-acl-in": { resources: acl },
      "network-acl-out": { resources: acl },
    });
    const answers = [
      back("network-acl-out", { resources: acl, brief: "first" }),
      back("network-acl-in", { resources: acl, brief: "second" }),
      back("interface"),
    ];
    const { lanes, columns } = toPathDrawing({ lanes: [aLane("ssm", [...there, ...answers])] });
    const words = lanes[1]!.cells.map(({ hop }, index) => [columns[index]!.kind, hop?.words]);
    expect(words.filter(([, brief]) => brief !== undefined)).toEqual([
      ["interface", "10.20.14.37"],
      ["network-acl-out", "second"],
      ["network-acl-in", "first"],
    ]);
  });

  test("has its wire on the left of what an answer leaves, so that a block dots what lies nearer to the instance", () => {
    const answers = [
      back("network-acl-in", { brief: "endpoint's" }),
      back("network-acl-out", { state: "block" }),
      back("interface", { isReached: false }),
    ];
    const { lanes, opening } = toPathDrawing({
      lanes: [aLane("ssm", [...hopsOf(endpointKinds), ...answers])],
    });
    const [interfaceCell, , aclCell] = lanes[1]!.cells;
    expect(interfaceCell!.wire).toBe("dotted");
    expect(aclCell!.wire).toBe("open");
    expect(opening).toBe("back ssm/back/network-acl-out");
    expect(lanes.find(({ service }) => service === null)!.outcome).toBe("blocked at Network ACL, in");
    expect(lanes[1]!.fold).toBeNull();
  });

  test("is that of the lanes whose answers are reached", () => {
    const lanes = [
      aLane("ssm", [...hopsOf(endpointKinds, blocked), back("interface", { isReached: false })]),
      aLane("ssmmessages", [...hopsOf(endpointKinds), back("interface")]),
    ];
    expect(toPathDrawing({ lanes }).lanes[2]).toMatchObject({
      note: "replies from ssmmessages",
      outcome: "open",
    });
  });
});
