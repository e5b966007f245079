import { expect, test } from "vitest";
import { parseServiceWord } from "./service-word.ts";

test.each([
  ["ssm", "ssm", null],
  ["vpc-lattice", "vpc-lattice", null],
  ["com.amazonaws.eu-west-1.ssm", "ssm", "eu-west-1"],
  ["com.amazonaws.eu-west-1.ecr.api", "ecr.api", "eu-west-1"],
  ["com.amazonaws.us-gov-west-1.ssmmessages", "ssmmessages", "us-gov-west-1"],
  ["cn.com.amazonaws.cn-north-1.ssm", "ssm", "cn-north-1"],
  ["eu.amazonaws.eusc-de-east-1.ssm", "ssm", "eusc-de-east-1"],
  ["ssm.cn-northwest-1.amazonaws.com.cn", "ssm", "cn-northwest-1"],
  ["ssm-fips.us-east-1.amazonaws.com", "ssm-fips", "us-east-1"],
  ["ssm.eu-west-1.api.aws", "ssm", "eu-west-1"],
  ["bucket.s3.eu-west-1.amazonaws.com", "s3", "eu-west-1"],
])("%s is %s in %s", (text, service, region) => {
  expect(parseServiceWord(text)).toEqual({ service, region });
});

test.each([
  "",
  "example.com",
  "ssm.amazonaws.com",
  "i-0aaaaaaaaaaaaaaa1",
  "vpce-0123456789abcdef0",
  "eni-01234567",
  "com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0",
  "10.0.0.0/16",
])("%s is no service", (text) => {
  expect(parseServiceWord(text)).toBeUndefined();
});
