import { aDocument } from "../../testing/a-document.ts";
import { describeObstacleCheck } from "../../testing/describe-obstacle-check.ts";
import { vpcDnsHostnamesDisabled } from "./vpc-dns-hostnames-disabled.ts";

describeObstacleCheck(vpcDnsHostnamesDisabled, {
  cause: "vpc-dns-disabled",
  hop: "name",
  way: "none",
  parts: { vpc: [aDocument("vpc", "vpc-1", { enableDnsHostnames: false })] },
});
