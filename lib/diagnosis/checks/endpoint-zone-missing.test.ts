import { expect, test } from "vitest";
import { aDocument } from "../../testing/a-document.ts";
import { aNodeView, outcomeOf, sentenceOf } from "../../testing/a-node-view.ts";
import { everyPath } from "../../testing/an-obstacle.ts";
import { endpointZoneMissing as check } from "./endpoint-zone-missing.ts";

const id = "i-0123456789abcdef0";

function aNode(endpointSubnet: string, path: object = { way: "endpoint", endpointId: "vpce-1" }) {
  const parts = {
    instance: [aDocument("instance", id)],
    subnet: [
      aDocument("subnet", "subnet-1", { zoneId: "euw1-az1" }),
      aDocument("subnet", "subnet-2", { zoneId: "euw1-az2" }),
      aDocument("subnet", "subnet-3", { zone: "eu-west-1c", zoneId: "euw1-az1" }),
    ],
    "vpc-endpoint": [
      aDocument("vpc-endpoint", "vpce-1", { subnetIds: [endpointSubnet], networkInterfaceIds: ["eni-ep"] }),
    ],
  };
  return aNodeView(id, parts, everyPath(path));
}

test("warns, and blames nobody, where the endpoint stands in other zones alone", () => {
  expect(outcomeOf(check, aNode("subnet-2"))).toBe("warn");
  expect(sentenceOf(check, aNode("subnet-2"))).toContain("vpce-1 has no interface in zone eu-west-1a");
});

test("compares zones by their ids, as their names differ between accounts", () => {
  expect(outcomeOf(check, aNode("subnet-3"))).toBe("pass");
});

test("does not apply to a way over the internet", () => {
  expect(outcomeOf(check, aNode("subnet-2", { way: "nat-gateway" }))).toBe("not-applicable");
});
