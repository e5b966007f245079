import { expect, test } from "vitest";
import { serviceNames } from "./service-names.ts";

test.each([
  ["aws", "eu-west-1", "ssm.eu-west-1.amazonaws.com", ["com.amazonaws.eu-west-1.ssm"]],
  ["aws-us-gov", "us-gov-west-1", "ssm.us-gov-west-1.amazonaws.com", ["com.amazonaws.us-gov-west-1.ssm"]],
  [
    "aws-cn",
    "cn-north-1",
    "ssm.cn-north-1.amazonaws.com.cn",
    ["com.amazonaws.cn-north-1.ssm", "cn.com.amazonaws.cn-north-1.ssm"],
  ],
])(
  "in %s the service has the name and the endpoint services of its partition",
  (partition, region, classic, services) => {
    const names = serviceNames({ partition, account: "123456789012", region }, "ssm");
    expect(names.classic).toBe(classic);
    expect(names.endpointServices).toEqual(expect.arrayContaining(services));
    expect(names.endpointServices.every((name) => name.endsWith(`.${region}.ssm`))).toBe(true);
  },
);
