import type { RegionName } from "../demo-accounts.ts";
import type { Estate } from "../estate.ts";
import { regionOf, tagList } from "../estate.ts";

type AwsList = { id: string; cidrs: string[] };

/** AWS's own lists: their ids are the same in every account, and differ by Region. */
const awsLists: Record<RegionName, { s3: AwsList; dynamodb: AwsList }> = {
  "us-east-1": {
    s3: { id: "pl-63a5400a", cidrs: ["54.231.0.0/16", "52.216.0.0/15", "3.5.0.0/19", "16.182.0.0/16"] },
    dynamodb: { id: "pl-02cd2c6b", cidrs: ["52.94.0.0/22", "52.119.224.0/20"] },
  },
  "eu-west-1": {
    s3: { id: "pl-6da54004", cidrs: ["52.218.0.0/17", "3.5.64.0/21", "52.92.0.0/17"] },
    dynamodb: { id: "pl-6fa54006", cidrs: ["52.94.24.0/22", "52.119.240.0/21"] },
  },
  "eu-central-1": {
    s3: { id: "pl-6ea54007", cidrs: ["52.219.44.0/22", "3.5.136.0/22", "52.219.168.0/22"] },
    dynamodb: { id: "pl-66a5400f", cidrs: ["52.94.17.0/24", "52.119.188.0/22"] },
  },
  "ap-southeast-2": {
    s3: { id: "pl-6ca54005", cidrs: ["52.95.128.0/21", "3.5.164.0/22", "52.92.52.0/22"] },
    dynamodb: { id: "pl-62a5400b", cidrs: ["52.94.13.0/24", "52.119.210.0/23"] },
  },
};

export function awsPrefixListId(region: RegionName, service: "s3" | "dynamodb"): string {
  return awsLists[region][service].id;
}

export function addAwsPrefixLists(estate: Estate, account: string, region: RegionName): void {
  const lists = regionOf(estate, account, region).ec2.managedPrefixLists;
  for (const service of ["s3", "dynamodb"] as const) {
    const { id, cidrs } = awsLists[region][service];
    lists.set(id, {
      PrefixListId: id,
      PrefixListName: `com.amazonaws.${region}.${service}`,
      PrefixListArn: `arn:aws:ec2:${region}:aws:prefix-list/${id}`,
      AddressFamily: "IPv4",
      State: "create-complete",
      OwnerId: "AWS",
      entries: cidrs.map((Cidr) => ({ Cidr })),
    });
  }
}

export function addPrefixList(
  estate: Estate,
  account: string,
  region: RegionName,
  spec: { name: string; cidrs: { cidr: string; description: string }[] },
): string {
  const owner = regionOf(estate, account, region);
  const id = estate.ids.resource("pl", `${owner.account}/${region}/${spec.name}`);
  owner.ec2.managedPrefixLists.set(id, {
    PrefixListId: id,
    PrefixListName: spec.name,
    PrefixListArn: `arn:aws:ec2:${region}:${owner.account}:prefix-list/${id}`,
    AddressFamily: "IPv4",
    State: "create-complete",
    MaxEntries: 20,
    Version: 3,
    OwnerId: owner.account,
    Tags: tagList({ Name: spec.name }),
    entries: spec.cidrs.map(({ cidr, description }) => ({ Cidr: cidr, Description: description })),
  });
  return id;
}
