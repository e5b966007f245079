import type { Region } from "../cloud/world.ts";
import type { RegionName } from "./demo-accounts.ts";
import type { Estate } from "./estate.ts";
import { ago, day } from "./estate.ts";
import { addDefaultVpc } from "./network/default-vpc.ts";
import { addAwsPrefixLists } from "./network/prefix-lists.ts";
import { defaultDhcpOptionsId } from "./network/vpc-shell.ts";
import { addImages } from "./nodes/images.ts";

/** What stands in every Region of every account before anybody builds there. */
export function addRegionDefaults(estate: Estate): void {
  for (const account of estate.world.accounts.values()) {
    for (const region of account.regions.values()) {
      const name = region.name as RegionName;
      addAwsPrefixLists(estate, account.id, name);
      addImages(estate, account.id, name);
      addDhcpOptions(estate, region);
      addDefaultVpc(estate, region);
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
