import {
  DescribeVpcEndpointServices$,
  type DescribeVpcEndpointServicesRequest,
  type DescribeVpcEndpointServicesResult,
  DescribeVpcEndpoints$,
  type DescribeVpcEndpointsRequest,
  type DescribeVpcEndpointsResult,
  type ServiceDetail,
  type State,
  type VpcEndpoint,
} from "@aws-sdk/client-ec2";
import { defineOperation, type OperationContext } from "../operation.ts";
import { unconfirmedOf } from "../unconfirmed.ts";
import { defineDescribe } from "./describe.ts";
import { endpointServiceOf } from "./endpoint-service.ts";
import { compileFilters, type FilterTable } from "./filters.ts";
import { kinds } from "./identifiers.ts";

const limits = { minimum: 1, maximum: 1000 };

export const describeVpcEndpoints = defineDescribe<
  DescribeVpcEndpointsRequest,
  DescribeVpcEndpointsResult,
  VpcEndpoint
>({
  schema: DescribeVpcEndpoints$,
  kind: kinds.vpcEndpoint,
  ids: ({ VpcEndpointIds }) => VpcEndpointIds,
  from: ({ region }) => region.ec2.vpcEndpoints,
  limits,
  filters: {
    "ip-address-type": ({ IpAddressType }) => IpAddressType,
    "service-name": ({ ServiceName }) => ServiceName,
    "service-region": ({ ServiceRegion }) => ServiceRegion,
    "vpc-endpoint-id": ({ VpcEndpointId }) => VpcEndpointId,
    "vpc-endpoint-state": ({ State }) => State?.toLowerCase(),
    "vpc-endpoint-type": ({ VpcEndpointType }) => VpcEndpointType,
    "vpc-id": ({ VpcId }) => VpcId,
  },
  tagsOf: ({ Tags }) => Tags,
  answer: (endpoints, NextToken, context) => ({
    VpcEndpoints: endpoints.map((endpoint) => withWireState(endpoint, context)),
    NextToken,
  }),
});

/** Nobody has measured how the state is written on the wire: switch U20 writes it either way. */
export function withWireState(endpoint: VpcEndpoint, { world }: OperationContext): VpcEndpoint {
  const { State = "" } = endpoint;
  const isCapitalised = unconfirmedOf(world).U20_vpcEndpointState === "capitalised";
  const first = isCapitalised ? State.charAt(0).toUpperCase() : State.charAt(0).toLowerCase();
  return { ...endpoint, State: (first + State.slice(1)) as State };
}

const serviceFilters: FilterTable<ServiceDetail> = {
  owner: ({ Owner }) => Owner,
  "service-name": ({ ServiceName }) => ServiceName,
  "service-region": ({ ServiceRegion }) => ServiceRegion,
  "service-type": ({ ServiceType = [] }) => ServiceType.map((type) => type.ServiceType),
  "supported-ip-address-types": ({ SupportedIpAddressTypes }) => SupportedIpAddressTypes,
};

export const describeVpcEndpointServices = defineOperation<
  DescribeVpcEndpointServicesRequest,
  DescribeVpcEndpointServicesResult
>({
  service: "ec2",
  schema: DescribeVpcEndpointServices$,
  action: "ec2:DescribeVpcEndpointServices",
  handle(context, { ServiceNames, Filters, MaxResults, NextToken }) {
    const { endpointServices } = context.region.ec2;
    const unknown = ServiceNames?.find((name) => !endpointServices.includes(name));
    if (unknown) context.fail("InvalidServiceName", `The Vpc Endpoint Service '${unknown}' does not exist`);
    const passes = compileFilters<ServiceDetail>(Filters, serviceFilters, ({ Tags }) => Tags);
    const { items, nextToken } = context.page({
      items: endpointServices.toSorted().map((name) => endpointServiceOf(context.region, name)),
      matches: (service) =>
        (!ServiceNames || ServiceNames.includes(service.ServiceName ?? "")) && passes(service),
      // A name may be offered both as an interface and as a gateway.
      keyOf: ({ ServiceId = "" }) => ServiceId,
      maxResults: MaxResults,
      nextToken: NextToken,
      limits,
      filters: [ServiceNames, Filters],
    });
    return {
      ServiceNames: [...new Set(items.flatMap(({ ServiceName }) => ServiceName ?? []))],
      ServiceDetails: items,
      NextToken: nextToken,
    };
  },
});
