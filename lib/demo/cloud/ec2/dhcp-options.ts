import {
  DescribeDhcpOptions$,
  type DescribeDhcpOptionsRequest,
  type DescribeDhcpOptionsResult,
  type DhcpOptions,
} from "@aws-sdk/client-ec2";
import { defineDescribe } from "./describe.ts";
import { kinds } from "./identifiers.ts";

export const describeDhcpOptions = defineDescribe<
  DescribeDhcpOptionsRequest,
  DescribeDhcpOptionsResult,
  DhcpOptions
>({
  schema: DescribeDhcpOptions$,
  kind: kinds.dhcpOptions,
  ids: ({ DhcpOptionsIds }) => DhcpOptionsIds,
  from: ({ region }) => region.ec2.dhcpOptions,
  filters: {
    "dhcp-options-id": ({ DhcpOptionsId }) => DhcpOptionsId,
    key: ({ DhcpConfigurations = [] }) => DhcpConfigurations.map(({ Key }) => Key),
    "owner-id": ({ OwnerId }) => OwnerId,
    value: ({ DhcpConfigurations = [] }) =>
      DhcpConfigurations.flatMap(({ Values = [] }) => Values.map(({ Value }) => Value)),
  },
  tagsOf: ({ Tags }) => Tags,
  answer: (DhcpOptions, NextToken) => ({ DhcpOptions, NextToken }),
});
