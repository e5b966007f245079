import { expect, test } from "vitest";
import { aDocument } from "../../testing/a-document.ts";
import { aNodeView, outcomeOf } from "../../testing/a-node-view.ts";
import { anObstacle, blockedBy, everyPath } from "../../testing/an-obstacle.ts";
import { describeObstacleCheck } from "../../testing/describe-obstacle-check.ts";
import { vpcDnsHostnamesDisabled } from "./vpc-dns-hostnames-disabled.ts";
import { vpcDnsSupportDisabled } from "./vpc-dns-support-disabled.ts";

const off = { vpc: [aDocument("vpc", "vpc-1", { enableDnsSupport: false })] };

describeObstacleCheck(vpcDnsSupportDisabled, {
  cause: "vpc-dns-disabled",
  hop: "name",
  way: "none",
  parts: off,
});

test("leaves hostnames that are off to the check of their own", () => {
  const id = "i-0123456789abcdef0";
  const parts = { instance: [aDocument("instance", id)], vpc: [aDocument("vpc", "vpc-1")] };
  const node = aNodeView(id, parts, everyPath(blockedBy(anObstacle("vpc-dns-disabled", "vpc-1", "name"))));
  expect(outcomeOf(vpcDnsSupportDisabled, node)).toBe("pass");
  expect(outcomeOf(vpcDnsHostnamesDisabled, node)).toMatch(/^fail vpc-dns-disabled/);
});
