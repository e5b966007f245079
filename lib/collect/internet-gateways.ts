import type { InternetGateway as AwsInternetGateway } from "@aws-sdk/client-ec2";
import type { InternetGateway } from "../model/documents/gateways.ts";
import { defineCollector } from "./define-collector.ts";
import { listed } from "./listing.ts";
import { present, required, toTags } from "./parsing.ts";
import type { Stored } from "./stored.ts";

export const internetGateways = defineCollector({
  kind: "internet-gateway",
  actions: ["ec2:DescribeInternetGateways"],
  read: (reader) =>
    listed(
      reader.pages("ec2:DescribeInternetGateways", {}),
      (answer) => answer.InternetGateways,
      (gateway) => gateway.InternetGatewayId,
    ),
  parse: toInternetGateway,
});

export function toInternetGateway(gateway: Stored<AwsInternetGateway>): InternetGateway {
  return {
    id: required(gateway.InternetGatewayId, "InternetGatewayId"),
    attachments: present(gateway.Attachments, ({ VpcId, State }) =>
      VpcId === undefined ? undefined : { vpcId: VpcId, state: State ?? null },
    ),
    ownerId: gateway.OwnerId ?? null,
    tags: toTags(gateway.Tags),
  };
}
