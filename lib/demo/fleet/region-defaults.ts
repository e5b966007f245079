import type { Region } from "../cloud/world.ts";
import type { RegionName } from "./demo-accounts.ts";
import { addDocuments } from "./documents.ts";
import type { Estate } from "./estate.ts";
import { ago, day } from "./estate.ts";
import { addAwsPrefixLists } from "./network/prefix-lists.ts";
import { defaultDhcpOptionsId } from "./network/vpc.ts";
import { addImages } from "./nodes/images.ts";

/** What stands in every Region of every account before anybody builds there. */
export function addRegionDefaults(estate: Estate): void {
  for (const account of estate.world.accounts.values()) {
    for (const region of account.regions.values()) {
      const name = region.name as RegionName;
      addAwsPrefixLists(estate, account.id, name);
      addImages(estate, account.id, name);
      addDocuments(region);
      addServiceSettings(region);
      addDhcpOptions(estate, region);
      region.ec2.endpointServices = endpointServices.map((service) => `com.amazonaws.${name}.${service}`);
      region.ec2.blockPublicAccessOptions = {
        AwsAccountId: account.id,
        AwsRegion: name,
        State: "default-state",
        InternetGatewayBlockMode: "off",
        ManagedBy: "account",
        ExclusionsAllowed: "allowed",
        LastUpdateTimestamp: ago(estate, 700 * day),
      };
    }
  }
}

const endpointServices = [
  ...["ssm", "ssmmessages", "ec2messages", "ssm-contacts", "ssm-incidents", "ssm-quicksetup"],
  ...[
    "s3",
    "dynamodb",
    "kms",
    "logs",
    "ec2",
    "sts",
    "monitoring",
    "secretsmanager",
    "ecr.api",
    "ecr.dkr",
    "sqs",
    "sns",
  ],
];

function settingArn(region: Region, id: string): string {
  return `arn:aws:ssm:${region.name}:${region.account}:servicesetting${id}`;
}

function addServiceSettings(region: Region): void {
  const settings = {
    "/ssm/managed-instance/default-ec2-instance-management-role": "$None",
    "/ssm/managed-instance/activation-tier": "standard",
  };
  for (const [id, value] of Object.entries(settings)) {
    region.ssm.serviceSettings.set(id, {
      SettingId: id,
      SettingValue: value,
      LastModifiedUser: "System",
      ARN: settingArn(region, id),
      Status: "Default",
    });
  }
}

function addDhcpOptions(estate: Estate, region: Region): void {
  const id = defaultDhcpOptionsId(estate, region.account, region.name);
  const domain = region.name === "us-east-1" ? "ec2.internal" : `${region.name}.compute.internal`;
  region.ec2.dhcpOptions.set(id, {
    DhcpOptionsId: id,
    OwnerId: region.account,
    DhcpConfigurations: [
      { Key: "domain-name", Values: [{ Value: domain }] },
      { Key: "domain-name-servers", Values: [{ Value: "AmazonProvidedDNS" }] },
    ],
    Tags: [],
  });
}
