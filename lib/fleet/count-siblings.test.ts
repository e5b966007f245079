import { expect, test } from "vitest";
import type { Node } from "../model/node.ts";
import { aNode } from "../testing/a-node.ts";
import { countSiblings } from "./count-siblings.ts";

const at = Date.UTC(2026, 10, 25, 12);
const hour = 3_600_000;

let made = 0;
function aSibling(facts: Partial<Node> = {}): Node {
  made += 1;
  return aNode({
    ...{ id: `i-${String(made).padStart(17, "0")}`, imageId: "ami-1", subnet: "subnet-1", state: "running" },
    ...{ launchedAt: at - hour, ping: "Online", lastPingAt: at, readAt: at, channel: "connected" },
    ...facts,
  });
}

test("siblings by image, group and subnet are counted by what they do, and the node itself is none", () => {
  const node = aSibling({ ping: "ConnectionLost", autoScalingGroup: "web" });
  const rows = [
    node,
    aSibling(),
    aSibling({ subnet: "subnet-2", autoScalingGroup: "web" }),
    aSibling({ imageId: "ami-2", ping: null }),
    aSibling({ lastPingAt: at - hour }),
    aSibling({ channel: "notconnected" }),
  ];
  expect(countSiblings(node, rows, at, null)).toEqual({
    image: { what: "run from image ami-1", answering: 3, silent: 1, deaf: 1 },
    autoScalingGroup: { what: "belong to Auto Scaling group web", answering: 1, silent: 0, deaf: 0 },
    subnet: { what: "stand in subnet-1", answering: 2, silent: 2, deaf: 1 },
    activation: null,
  });
});

test("who is off, was just launched or is of another scope says nothing", () => {
  const node = aSibling();
  const rows = [
    aSibling({ state: "stopped" }),
    aSibling({ launchedAt: at - 60_000, ping: null }),
    aSibling({ scope: "999999999999:eu-west-1" }),
  ];
  expect(countSiblings(node, rows, at, null)).toMatchObject({ image: null, subnet: null });
});

test("machines of one activation are siblings, which no row tells", () => {
  const hybrid = { state: null, imageId: null, subnet: null };
  const [node, other, stranger] = ["mi-1", "mi-2", "mi-3"].map((id) => aSibling({ ...hybrid, id }));
  const activation = { id: "act-1", members: new Set(["mi-1", "mi-2"]) };
  expect(countSiblings(node!, [node, other, stranger], at, activation).activation).toEqual({
    what: "registered with activation act-1",
    answering: 1,
    silent: 0,
    deaf: 0,
  });
});
