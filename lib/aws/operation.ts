import type { AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import type { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import type { EC2Client } from "@aws-sdk/client-ec2";
import type { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import type { IAMClient } from "@aws-sdk/client-iam";
import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import type { ResourceGroupsClient } from "@aws-sdk/client-resource-groups";
import type { Route53Client } from "@aws-sdk/client-route-53";
import type { SSMClient } from "@aws-sdk/client-ssm";
import type { STSClient } from "@aws-sdk/client-sts";
import type { Command, MetadataBearer } from "@smithy/types";

/** The SDK's clients of one account in one Region, by the service prefix that IAM actions carry. */
export type Clients = {
  autoscaling: AutoScalingClient;
  cloudtrail: CloudTrailClient;
  ec2: EC2Client;
  events: EventBridgeClient;
  iam: IAMClient;
  organizations: OrganizationsClient;
  "resource-groups": ResourceGroupsClient;
  route53: Route53Client;
  ssm: SSMClient;
  sts: STSClient;
};
export type Service = keyof Clients;

/**
 * A token bucket as AWS documents it for one account, Region and API. Where AWS publishes none, the figures are a careful
 * first guess, and the pacer may go beyond them as long as AWS does not object.
 */
export type Quota = { burst: number; perSecond: number; isPublished: boolean };

export const published = (burst: number, perSecond: number): Quota => ({
  burst,
  perSecond,
  isPublished: true,
});
export const unpublished = (burst: number, perSecond: number): Quota => ({
  burst,
  perSecond,
  isPublished: false,
});

/** How an answer that comes in pages is asked for, and where its items are. */
export type Paging<I, O> = {
  /** The field of the input that takes the token of the next page, and the field of the answer that gives it. */
  token: keyof I & string;
  next: keyof O & string;
  /** The field that asks for a page's size, and the largest that AWS accepts. Null where the size is AWS's. */
  size: { field: keyof I & string; max: number } | null;
};

export type SendOptions = { abortSignal?: AbortSignal };

/** One read operation of AWS: all that the product needs to know in order to call it. */
export type Operation<I, O> = {
  service: Service;
  /** `account`: the answer is the same in every Region, so it is asked for once an account. */
  level: "region" | "account";
  quota: Quota;
  paging: Paging<I, O> | null;
  /** The list in the answer that holds what was asked for; null where the answer is one thing. */
  items: (keyof O & string) | null;
  send(clients: Clients, input: I, options: SendOptions): Promise<O>;
  /** The SDK's own schema of the operation, by which answers from a file are read. */
  schema(): unknown;
};

export type Facts<I, O> = {
  quota: Quota;
  level?: "region" | "account";
  items?: keyof O & string;
  paging?: Paging<I, O>;
};

type Client<SI extends object, SO extends MetadataBearer, Config> = {
  send<I extends SI, O extends SO>(command: Command<SI, I, SO, O, Config>, options: SendOptions): Promise<O>;
};

/** Makes operations of one service's SDK commands, which keep the SDK's own types of input and answer. */
export function operationsOf<SI extends object, SO extends MetadataBearer, Config>(
  service: Service,
  clientOf: (clients: Clients) => Client<SI, SO, Config>,
) {
  return <I extends SI, O extends SO>(
    ServiceCommand: new (input: I) => Command<SI, I, SO, O, Config> & { schema?: unknown },
    facts: Facts<NoInfer<I>, NoInfer<O>>,
  ): Operation<I, O> => ({
    service,
    level: facts.level ?? "region",
    quota: facts.quota,
    paging: facts.paging ?? null,
    items: facts.items ?? null,
    send: (clients, input, options) => clientOf(clients).send(new ServiceCommand(input), options),
    // Whatever the input, a command's schema is that of its operation.
    schema: () => new ServiceCommand({} as I).schema,
  });
}
