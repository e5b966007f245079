import { describe, expect, test } from "vitest";
import type { Check } from "../diagnosis/check.ts";
import type { CauseCode } from "../model/cause.ts";
import type { HopKind } from "../model/path.ts";
import type { Way } from "../network/path-verdict.ts";
import { aDocument, type WorldParts } from "./a-document.ts";
import { aNodeView, outcomeOf, type Surroundings, sentenceOf } from "./a-node-view.ts";
import { anObstacle, blockedBy, everyPath, unreadAt } from "./an-obstacle.ts";

const id = "i-0123456789abcdef0";

type Expected = {
  cause: CauseCode;
  /** The hop at which it stands, and where a missing read hides it. */
  hop: HopKind;
  /** A way on which there is such a hop. */
  way: Way;
  /** A way on which there is none, where there are such. */
  otherWay?: Way;
  parts?: WorldParts;
};

/** What holds for every check of a hop: it fails, passes, does not apply and is unknown for its own hop alone. */
export function describeObstacleCheck(
  check: Check,
  { cause, hop, way, otherWay, parts = {} }: Expected,
): void {
  const aNode = (around: Surroundings, state: "running" | "stopped" = "running") =>
    aNodeView(id, { instance: [aDocument("instance", id, { state })], "managed-node": [], ...parts }, around);
  const obstacle = anObstacle(cause, "guilty-1", hop);

  describe(check.id, () => {
    test("fails with what is certainly in the way, and blames that", () => {
      const node = aNode(everyPath({ way, ...blockedBy(obstacle) }));
      expect(outcomeOf(check, node)).toBe(`fail ${cause} security-group/guilty-1`);
      expect(sentenceOf(check, node)).toBe("guilty-1 is in the way.");
    });

    test("names the service where only one is cut off", () => {
      const open = { way };
      const node = aNode({ paths: { ssm: open, ssmmessages: { way, ...blockedBy(obstacle) } } });
      expect(sentenceOf(check, node)).toBe("guilty-1 is in the way. Only ssmmessages is cut off by it.");
    });

    test("tells the other services where its words are those of one", () => {
      const explain = () => ({ sentence: "guilty-1 cuts off ssm.", evidence: [] });
      const node = aNode(everyPath({ way, ...blockedBy({ ...obstacle, explain }) }));
      expect(sentenceOf(check, node)).toBe("guilty-1 cuts off ssm. The same goes for ssmmessages.");
    });

    test("passes where nothing is in the way, and where something else is", () => {
      expect(outcomeOf(check, aNode(everyPath({ way })))).toBe("pass");
      const other: CauseCode = cause === "route-blackhole" ? "route-missing" : "route-blackhole";
      const elsewhere = blockedBy(anObstacle(other, "guilty-2", "route"));
      expect(outcomeOf(check, aNode(everyPath({ way, ...elsewhere })))).toBe("pass");
    });

    test("is unknown, not failed, where its hop was not read", () => {
      const node = aNode(everyPath({ way, answer: "undecided", uncertainties: [unreadAt(hop)] }));
      expect(outcomeOf(check, node)).toContain(`unknown ec2:Describe/${hop}`);
    });

    test("fails all the same where it is in the way of one service and unread for the other", () => {
      const unread = { way, answer: "undecided", uncertainties: [unreadAt(hop)] } as const;
      const node = aNode({ paths: { ssm: unread, ssmmessages: { way, ...blockedBy(obstacle) } } });
      expect(outcomeOf(check, node)).toMatch(/^fail/);
    });

    test("does not apply to what does not run, or stands on no network of AWS", () => {
      expect(outcomeOf(check, aNode({}, "stopped"))).toBe("does not apply");
      const hybrid = aNodeView("mi-0123456789abcdef0", {});
      expect(outcomeOf(check, hybrid)).toBe("does not apply");
    });

    if (otherWay === undefined) return;
    test("does not apply to a way without such a hop", () => {
      expect(outcomeOf(check, aNode(everyPath({ way: otherWay })))).toBe("not-applicable");
    });
  });
}
