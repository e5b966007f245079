import { expect, test } from "vitest";
import { aDocument } from "../../testing/a-document.ts";
import { aNodeView, outcomeOf, type Surroundings, sentenceOf } from "../../testing/a-node-view.ts";
import { everyPath, unprovableAt, unreadAt } from "../../testing/an-obstacle.ts";
import { pathUnprovable as check } from "./path-unprovable.ts";

const id = "i-0123456789abcdef0";
const aNode = (around: Surroundings, state: "running" | "stopped" = "running") =>
  aNodeView(id, { instance: [aDocument("instance", id, { state })] }, around);
const gateway = unprovableAt("transit-gateway", "path-unprovable", "tgw-1");

test("is undecided where the path goes on out of sight, and names where", () => {
  const node = aNode(everyPath({ answer: "undecided", uncertainties: [gateway] }));
  expect(outcomeOf(check, node)).toBe("undecided path-unprovable transit-gateway/tgw-1 (likely)");
  expect(sentenceOf(check, node)).toBe("tgw-1 decides.");
});

test("passes where only the resolver cannot be proved", () => {
  const uncertainties = [unprovableAt("name", "resolver-unprovable", "dopt-1")];
  expect(outcomeOf(check, aNode(everyPath({ answer: "undecided", uncertainties })))).toBe("pass");
});

test("is unknown where the hop was not read", () => {
  const node = aNode(everyPath({ answer: "undecided", uncertainties: [unreadAt("transit-gateway")] }));
  expect(outcomeOf(check, node)).toMatch(/^unknown ec2:Describe\/transit-gateway/);
});

test("does not apply to what does not run", () => {
  expect(outcomeOf(check, aNode({}, "stopped"))).toBe("does not apply");
});
