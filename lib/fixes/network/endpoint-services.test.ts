import { expect, test } from "vitest";
import { aDocument, aScope, aSnapshot } from "../../testing/a-document.ts";
import { endpointServiceName, hostOf, privateNames, shortName } from "./endpoint-services.ts";

const china = { partition: "aws-cn", account: "123456789012", region: "cn-north-1" };

test("an endpoint service is called as other endpoints of the Region call theirs", () => {
  const endpoint = aDocument("vpc-endpoint", "vpce-1", { serviceName: "cn.com.amazonaws.cn-north-1.ssm" });
  const snapshot = aSnapshot({ "vpc-endpoint": [endpoint] }, { scope: china });
  expect(endpointServiceName(snapshot, "ssm")).toBe("cn.com.amazonaws.cn-north-1.ssm");
  expect(endpointServiceName(snapshot, "ssmmessages")).toBe("com.amazonaws.cn-north-1.ssmmessages");
  expect(shortName(china, "cn.com.amazonaws.cn-north-1.ssm")).toBe("ssm");
});

test("the name that the agent calls is its partition's", () => {
  expect(hostOf(aScope, "ssm")).toBe("ssm.eu-west-1.amazonaws.com");
  expect(hostOf(china, "ssm")).toBe("ssm.cn-north-1.amazonaws.com.cn");
});

test("a private name is told only where the service's name tells it", () => {
  expect(privateNames(aScope, "com.amazonaws.eu-west-1.ssm")).toEqual(["ssm.eu-west-1.amazonaws.com"]);
  expect(privateNames(aScope, "com.amazonaws.vpce.eu-west-1.vpce-svc-1")).toEqual([]);
  expect(privateNames(china, "com.amazonaws.cn-north-1.ssm")).toEqual([]);
  expect(privateNames(aScope, null)).toEqual([]);
});
