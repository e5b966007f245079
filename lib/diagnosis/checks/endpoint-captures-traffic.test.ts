import { expect, test } from "vitest";
import type { RouteTarget } from "../../model/documents/route-table.ts";
import { aDocument } from "../../testing/a-document.ts";
import { aNodeView, outcomeOf, type Surroundings, sentenceOf } from "../../testing/a-node-view.ts";
import { anObstacle, blockedBy, everyPath } from "../../testing/an-obstacle.ts";
import { endpointCapturesTraffic as check } from "./endpoint-captures-traffic.ts";

const id = "i-0123456789abcdef0";
const broken = {
  way: "endpoint",
  ...blockedBy(anObstacle("endpoint-security-group-blocks", "sg-ep", "security-group-in")),
} as const;

function aNode(target: RouteTarget, around: Surroundings, state = "active") {
  const destination = { kind: "ipv4", cidr: "0.0.0.0/0" } as const;
  const parts = {
    instance: [aDocument("instance", id)],
    "route-table": [
      aDocument("route-table", "rtb-main", { isMain: true }),
      aDocument("route-table", "rtb-own", {
        isMain: false,
        subnetIds: ["subnet-1"],
        routes: [{ destination, target, state, origin: "CreateRoute" }],
      }),
    ],
  };
  return aNodeView(id, parts, around);
}

const gateway = { kind: "nat-gateway", id: "nat-1" } as const;

test("warns where a broken endpoint takes what a NAT gateway would carry", () => {
  const node = aNode(gateway, { paths: { ssm: broken, ssmmessages: { way: "endpoint" } } });
  expect(outcomeOf(check, node)).toBe("warn");
  expect(sentenceOf(check, node)).toBe(
    "rtb-own would lead it to the internet, but the name of ssm leads to a broken endpoint.",
  );
});

test("passes where there is no other way, or the endpoint works", () => {
  expect(outcomeOf(check, aNode({ kind: "local" }, everyPath(broken)))).toBe("pass");
  expect(outcomeOf(check, aNode(gateway, everyPath(broken), "blackhole"))).toBe("pass");
  expect(outcomeOf(check, aNode(gateway, everyPath({ way: "endpoint" })))).toBe("pass");
});

test("does not apply where no endpoint takes its traffic", () => {
  expect(outcomeOf(check, aNode(gateway, everyPath({ way: "nat-gateway" })))).toBe("not-applicable");
});
