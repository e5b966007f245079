import { expect, test } from "vitest";
import { aLane, endpointKinds, hopsOf } from "../path/a-path.ts";
import { toPathDrawing } from "../path/path-drawing.ts";
import { aCause } from "./a-check.ts";
import { markRefusals } from "./mark-refusals.ts";

const subject = { kind: "vpc-endpoint", id: "vpce-0a95c3d2e1f02460a" };
const refusal = aCause({ code: "endpoint-policy-denies", subject, sentence: "The policy refuses it." });
const path = { lanes: [aLane("ssm", hopsOf(endpointKinds))] };

test("an endpoint whose policy refuses calls is not drawn as whole, and what lies behind it is", () => {
  const [lane] = toPathDrawing(markRefusals(path, [refusal])).lanes;
  expect(lane!.cells.at(-2)!.hop).toMatchObject({ look: "partly", words: "its policy refuses" });
  expect(lane!.cells.at(-1)!.hop!.look).toBe("open");
});

test("any other cause, or one of another endpoint, changes nothing", () => {
  const others = [aCause({ subject }), { ...refusal, subject: { ...subject, id: "vpce-other" } }];
  expect(markRefusals(path, others)).toEqual(path);
});

test("an endpoint that is blocked stays so", () => {
  const blocked = { lanes: [aLane("ssm", hopsOf(endpointKinds, { endpoint: { state: "block" } }))] };
  expect(markRefusals(blocked, [refusal])).toEqual(blocked);
});
