import type { DhcpOptions as AwsDhcpOptions } from "@aws-sdk/client-ec2";
import type { DhcpOptions } from "../model/documents/dhcp-options.ts";
import { defineCollector } from "./define-collector.ts";
import { listed } from "./listing.ts";
import { present, required, toTags } from "./parsing.ts";
import type { Stored } from "./stored.ts";

export const dhcpOptions = defineCollector({
  kind: "dhcp-options",
  actions: ["ec2:DescribeDhcpOptions"],
  read: (reader) =>
    listed(
      reader.pages("ec2:DescribeDhcpOptions", {}),
      (answer) => answer.DhcpOptions,
      (options) => options.DhcpOptionsId,
    ),
  parse: toDhcpOptions,
});

export function toDhcpOptions(options: Stored<AwsDhcpOptions>): DhcpOptions {
  const valuesOf = (key: string) =>
    present(options.DhcpConfigurations?.find(({ Key }) => Key === key)?.Values, ({ Value }) => Value);
  return {
    id: required(options.DhcpOptionsId, "DhcpOptionsId"),
    domainNameServers: valuesOf("domain-name-servers"),
    domainName: valuesOf("domain-name")[0] ?? null,
    ownerId: options.OwnerId ?? null,
    tags: toTags(options.Tags),
  };
}
