import { createHash } from "node:crypto";
import type { ServiceDetail } from "@aws-sdk/client-ec2";
import type { Region } from "../world.ts";

const gatewayServices = ["s3", "dynamodb"];

/** An AWS service as an endpoint reaches it. S3 and DynamoDB are the two that gateways lead to. */
export function endpointServiceOf({ name: region, ec2 }: Region, serviceName: string): ServiceDetail {
  const digest = createHash("sha256").update(serviceName).digest("hex").slice(0, 17);
  const isGateway = isGatewayService(serviceName);
  const zones = [
    ...new Set([...ec2.subnets.values()].flatMap(({ AvailabilityZone }) => AvailabilityZone ?? [])),
  ];
  const shared: ServiceDetail = {
    ServiceName: serviceName,
    ServiceId: `vpce-svc-${digest}`,
    ServiceRegion: region,
    AvailabilityZones: zones.sort(),
    Owner: "amazon",
    AcceptanceRequired: false,
    ManagesVpcEndpoints: false,
    VpcEndpointPolicySupported: true,
    SupportedIpAddressTypes: ["ipv4"],
    Tags: [],
  };
  if (isGateway) return { ...shared, ServiceType: [{ ServiceType: "Gateway" }] };
  const PrivateDnsName = privateDnsNameOf(serviceName);
  return {
    ...shared,
    ServiceType: [{ ServiceType: "Interface" }],
    BaseEndpointDnsNames: [`${shortName(serviceName)}.${region}.vpce.amazonaws.com`],
    PrivateDnsName,
    PrivateDnsNames: [{ PrivateDnsName }],
    PrivateDnsNameVerificationState: "verified",
  };
}

export function isGatewayService(serviceName: string): boolean {
  return gatewayServices.includes(shortName(serviceName));
}

/** `ssm` of `com.amazonaws.eu-west-1.ssm`. */
function shortName(serviceName: string): string {
  return serviceName.split(".").slice(3).join(".");
}

/** The public name that resolves to the endpoint inside a VPC with private DNS. */
export function privateDnsNameOf(serviceName: string): string {
  return `${shortName(serviceName)}.${serviceName.split(".")[2]}.amazonaws.com`;
}
