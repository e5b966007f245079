import { expect, test } from "vitest";
import { parseEndpointWord } from "./endpoint-word.ts";

const id = "vpce-0123456789abcdef0";

test.each([
  [id, { name: null, zone: null, region: null }],
  [`${id}-abcdefgh.ssm.eu-west-1.vpce.amazonaws.com`, { zone: null, region: "eu-west-1" }],
  [`${id}-abcdefgh-eu-west-1b.ssm.eu-west-1.vpce.amazonaws.com`, { zone: "eu-west-1b" }],
  [`${id}-abcdefgh-us-west-2-lax-1a.ssm.us-west-2.vpce.amazonaws.com`, { zone: "us-west-2-lax-1a" }],
  [`${id}-abcdefgh.ecr.api.us-gov-west-1.vpce.amazonaws.com`, { region: "us-gov-west-1" }],
  [`${id}-abcdefgh.ssm.cn-north-1.vpce.amazonaws.com.cn`, { region: "cn-north-1" }],
  [`bucket.${id}-abcdefgh.s3.eu-west-1.vpce.amazonaws.com`, { zone: null }],
  [`${id}-abcdefgh.vpce-svc-0fedcba9876543210.eu-west-1.vpce.amazonaws.com`, { zone: null }],
])("%s is an endpoint", (text, told) => {
  expect(parseEndpointWord(text)).toMatchObject({ id, ...told });
});

test.each([
  "vpce-svc-0123456789abcdef0",
  "com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0",
  "vpce-xyz",
  "ssm.eu-west-1.amazonaws.com",
  `${id}.ssm.eu-west-1.vpce.amazonaws.com`,
  `${id}-abcdefgh.ssm.eu-west-1.vpce.example.com`,
])("%s is none", (text) => {
  expect(parseEndpointWord(text)).toBeUndefined();
});
