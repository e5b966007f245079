import { describe, expect, test } from "vitest";
import { requiredActions } from "../../model/documents/role-simulation.ts";
import { aDocument } from "../../testing/a-document.ts";
import { aNodeView } from "../../testing/a-node-view.ts";
import {
  actionsOf,
  channelActions,
  consequenceOf,
  legacyChannelActions,
  listActions,
  listed,
  requiredDecisions,
} from "./role-actions.ts";

test("each service is asked for its own of the required actions, and together for all", () => {
  expect([...actionsOf("ssm"), ...actionsOf("ssmmessages")].sort()).toEqual([...requiredActions].sort());
  expect(actionsOf("ec2messages")).toEqual([]);
});

describe("words", () => {
  test.each([
    [[], ""],
    [["a"], "a"],
    [["a", "b"], "a and b"],
    [["a", "b", "c"], "a, b and c"],
  ])("%j are listed as %j", (names, text) => {
    expect(listed(names)).toBe(text);
  });

  test("of a channel that is missing as a whole name no single action", () => {
    expect(listActions(requiredActions)).toBe(
      "ssm:UpdateInstanceInformation and the four actions of ssmmessages",
    );
    expect(listActions(channelActions.slice(1))).not.toContain("four");
    expect(listActions(legacyChannelActions)).toBe("the six actions of ec2messages");
  });

  test.each([
    [requiredActions, "never hears"],
    [channelActions, "neither commands nor sessions arrive"],
    [["ssmmessages:OpenDataChannel"], "commands arrive, and sessions do not"],
    [["ec2messages:GetMessages"], "commands do not arrive at so old an agent"],
    [[...channelActions, ...legacyChannelActions], "neither commands nor sessions arrive"],
  ])("say what a node is without %j", (actions, words) => {
    expect(consequenceOf(actions, false)).toContain(words);
  });

  test("do not say that no command arrives where the older channel may carry it", () => {
    expect(consequenceOf(channelActions, true)).toContain("commands only over the older ec2messages");
    expect(consequenceOf(requiredActions, true)).toContain("never hears");
  });
});

test("what names single nodes is asked again with the node, and all else once a role", () => {
  const role = aDocument("role", "arn:aws:iam::123456789012:role/node");
  const node = aNodeView("i-0123456789abcdef0", { instance: [aDocument("instance", "i-0123456789abcdef0")] });
  const asked: (string | undefined)[] = [];
  const { permissions } = node.scope;
  node.scope.permissions = {
    ...permissions,
    mayCall(of, action, nodeId) {
      asked.push(nodeId);
      return {
        ...permissions.mayCall(of, action),
        isPerNode: action.startsWith("ssm:") && nodeId === undefined,
      };
    },
  };
  requiredDecisions(node, role);
  requiredDecisions(node, role);
  expect(asked).toEqual([...requiredActions.map(() => undefined), node.id, node.id]);
});
