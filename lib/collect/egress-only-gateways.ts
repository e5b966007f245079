import type { EgressOnlyInternetGateway } from "@aws-sdk/client-ec2";
import type { EgressOnlyGateway } from "../model/documents/gateways.ts";
import { defineCollector } from "./define-collector.ts";
import { listed } from "./listing.ts";
import { present, required, toTags } from "./parsing.ts";
import type { Stored } from "./stored.ts";

export const egressOnlyGateways = defineCollector({
  kind: "egress-only-gateway",
  actions: ["ec2:DescribeEgressOnlyInternetGateways"],
  read: (reader) =>
    listed(
      reader.pages("ec2:DescribeEgressOnlyInternetGateways", {}),
      (answer) => answer.EgressOnlyInternetGateways,
      (gateway) => gateway.EgressOnlyInternetGatewayId,
    ),
  parse: toEgressOnlyGateway,
});

export function toEgressOnlyGateway(gateway: Stored<EgressOnlyInternetGateway>): EgressOnlyGateway {
  return {
    id: required(gateway.EgressOnlyInternetGatewayId, "EgressOnlyInternetGatewayId"),
    attachments: present(gateway.Attachments, ({ VpcId, State }) =>
      VpcId === undefined ? undefined : { vpcId: VpcId, state: State ?? null },
    ),
    tags: toTags(gateway.Tags),
  };
}
