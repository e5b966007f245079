import { expect, test } from "vitest";
import { aDocument, aGap } from "../testing/a-document.ts";
import { aNodeView } from "../testing/a-node-view.ts";
import { anObstacle, blockedBy } from "../testing/an-obstacle.ts";
import { obstaclesOf, offersLegacyChannel, requiredPaths, requiredServices } from "./required-services.ts";

const id = "i-0123456789abcdef0";
const instance = [aDocument("instance", id)];
const ofAgent = (agentVersion: string | null) =>
  aNodeView(id, { instance, "managed-node": [aDocument("managed-node", id, { agentVersion })] });

test.each([
  ["3.3.39.0", ["ssm", "ssmmessages", "ec2messages"]],
  ["3.3.40.0", ["ssm", "ssmmessages"]],
  ["a build of our own", ["ssm", "ssmmessages"]],
  [null, ["ssm", "ssmmessages"]],
])("agent %s must reach %j", (version, services) => {
  expect(requiredServices(ofAgent(version))).toEqual(services);
});

test("of an agent that never told its version, or whose record was not read, the old channel is not demanded", () => {
  expect(requiredServices(aNodeView(id, { instance }))).toEqual(["ssm", "ssmmessages"]);
  const gaps = [aGap("managed-node", "ssm:DescribeInstanceInformation")];
  expect(requiredServices(aNodeView(id, { instance }, { gaps }))).toEqual(["ssm", "ssmmessages"]);
});

test("Regions that opened in 2024 or later have no old channel", () => {
  expect(offersLegacyChannel("eu-west-1")).toBe(true);
  expect(offersLegacyChannel("ap-southeast-7")).toBe(false);
});

test("what is in the way of several services counts once, in the order of the path", () => {
  const group = anObstacle("security-group-egress-blocks", "sg-1", "security-group-out");
  const acl = anObstacle("network-acl-egress-blocks", "acl-1", "network-acl-out");
  const missing = anObstacle("endpoint-missing", "vpc-1", "endpoint");
  const paths = { ssm: blockedBy(group, acl), ssmmessages: blockedBy(missing, group) };
  const shared = obstaclesOf(requiredPaths(aNodeView(id, { instance }, { paths })));
  expect(shared.map(({ obstacle, services }) => [obstacle.cause, services])).toEqual([
    ["security-group-egress-blocks", ["ssm", "ssmmessages"]],
    ["network-acl-egress-blocks", ["ssm"]],
    ["endpoint-missing", ["ssmmessages"]],
  ]);
});
