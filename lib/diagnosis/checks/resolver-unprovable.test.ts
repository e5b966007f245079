import { expect, test } from "vitest";
import { aDocument } from "../../testing/a-document.ts";
import { aNodeView, outcomeOf, type Surroundings, sentenceOf } from "../../testing/a-node-view.ts";
import { everyPath, unprovableAt, unreadAt } from "../../testing/an-obstacle.ts";
import { resolverUnprovable as check } from "./resolver-unprovable.ts";

const id = "i-0123456789abcdef0";
const aNode = (around: Surroundings, state: "running" | "stopped" = "running") =>
  aNodeView(id, { instance: [aDocument("instance", id, { state })] }, around);
const ownServers = unprovableAt("name", "resolver-unprovable", "dopt-1");

test("is undecided where servers of one's own answer, and names them", () => {
  const node = aNode(everyPath({ answer: "undecided", uncertainties: [ownServers] }));
  expect(outcomeOf(check, node)).toBe("undecided resolver-unprovable name/dopt-1 (likely)");
  expect(sentenceOf(check, node)).toBe("dopt-1 decides.");
});

test("passes where only the path cannot be proved", () => {
  const uncertainties = [unprovableAt("transit-gateway", "path-unprovable", "tgw-1")];
  expect(outcomeOf(check, aNode(everyPath({ answer: "undecided", uncertainties })))).toBe("pass");
});

test("is unknown where what answers was not read", () => {
  const node = aNode(everyPath({ answer: "undecided", uncertainties: [unreadAt("name")] }));
  expect(outcomeOf(check, node)).toMatch(/^unknown ec2:Describe\/name/);
});

test("does not apply to what does not run", () => {
  expect(outcomeOf(check, aNode({}, "stopped"))).toBe("does not apply");
});
