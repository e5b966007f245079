import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import { EC2Client } from "@aws-sdk/client-ec2";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { IAMClient } from "@aws-sdk/client-iam";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { ResourceGroupsClient } from "@aws-sdk/client-resource-groups";
import { Route53Client } from "@aws-sdk/client-route-53";
import { SSMClient } from "@aws-sdk/client-ssm";
import { STSClient } from "@aws-sdk/client-sts";
import type { AwsCredentialIdentityProvider } from "@smithy/types";
import { type AllowList, allowOnly } from "./allow-list.ts";
import { answerShape } from "./answer-shape.ts";
import type { Clients, Service } from "./operation.ts";
import { notesTime, type ServerTime } from "./server-time.ts";

export type ClientOptions = {
  region: string;
  credentials: AwsCredentialIdentityProvider;
  /** What they may call: whoever holds the clients can make no other call, by any route. */
  allowed: AllowList;
  /** Instead of AWS's own addresses and of `AWS_ENDPOINT_URL`, which the SDK reads by itself. */
  endpoint?: string;
  /** Told of the time in every answer. */
  time?: ServerTime;
};

/** Connections are shared by all clients; a scope with many services would else open a pool for each. */
export function createAgents(): { http: HttpAgent; https: HttpsAgent } {
  const options = { keepAlive: true, maxSockets: 64 };
  return { http: new HttpAgent(options), https: new HttpsAgent(options) };
}
export type Agents = ReturnType<typeof createAgents>;

/** Clients that send each call once: pacing and retrying is the reader's, who knows what the others are doing. */
export function createClients({ allowed, time, ...options }: ClientOptions, agents: Agents): Clients {
  const made: Partial<Clients> = {};
  const config = {
    ...options,
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: 5_000,
      requestTimeout: 30_000,
      throwOnRequestTimeout: true,
      // Of an answer that has begun and does not go on.
      socketTimeout: 30_000,
      httpAgent: agents.http,
      httpsAgent: agents.https,
    },
  };
  const lazily = <S extends Service>(service: S, create: () => Clients[S]): Clients[S] => {
    const existing = made[service];
    if (existing !== undefined) return existing;
    const client = create();
    client.middlewareStack.use(allowOnly(service, allowed));
    client.middlewareStack.use(answerShape(service));
    if (time) client.middlewareStack.use(notesTime(time));
    made[service] = client;
    return client;
  };
  return {
    get autoscaling() {
      return lazily("autoscaling", () => new AutoScalingClient(config));
    },
    get cloudtrail() {
      return lazily("cloudtrail", () => new CloudTrailClient(config));
    },
    get ec2() {
      return lazily("ec2", () => new EC2Client(config));
    },
    get events() {
      return lazily("events", () => new EventBridgeClient(config));
    },
    get iam() {
      return lazily("iam", () => new IAMClient(config));
    },
    get organizations() {
      return lazily("organizations", () => new OrganizationsClient(config));
    },
    get "resource-groups"() {
      return lazily("resource-groups", () => new ResourceGroupsClient(config));
    },
    get route53() {
      return lazily("route53", () => new Route53Client(config));
    },
    get ssm() {
      return lazily("ssm", () => new SSMClient(config));
    },
    get sts() {
      return lazily("sts", () => new STSClient(config));
    },
  };
}
