import { EC2Client } from "@aws-sdk/client-ec2";
import { IAMClient } from "@aws-sdk/client-iam";
import { SSMClient } from "@aws-sdk/client-ssm";
import { STSClient } from "@aws-sdk/client-sts";
import { accessKeyId, regionName } from "./small-world.ts";

export type ClientOptions = {
  region?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
};

/** The real clients, pointed at an endpoint. They try once, so that a test sees every refusal. */
export function clientsFor(url: string, options: ClientOptions = {}) {
  const config = {
    endpoint: url,
    region: regionName,
    credentials: { accessKeyId, secretAccessKey: "any" },
    maxAttempts: 1,
    ...options,
  };
  return {
    ec2: new EC2Client(config),
    ssm: new SSMClient(config),
    iam: new IAMClient(config),
    sts: new STSClient(config),
  };
}
