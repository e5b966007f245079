import type { AccountName, RegionName } from "./demo-accounts.ts";
import type { Estate } from "./estate.ts";
import { regionOf } from "./estate.ts";

const groups: readonly {
  account: AccountName;
  region: RegionName;
  name: string;
  tag: string;
  value: string;
}[] = [
  { account: "prod", region: "us-east-1", name: "payments-api", tag: "Service", value: "api" },
  { account: "prod", region: "us-east-1", name: "kubernetes", tag: "Service", value: "k8s-node" },
  { account: "prod", region: "eu-west-1", name: "ledger", tag: "Service", value: "ledger" },
  { account: "staging", region: "us-east-1", name: "stg-web", tag: "Service", value: "stg-web" },
  { account: "data", region: "us-east-1", name: "insight", tag: "Team", value: "insight" },
  // Its tag is on nothing any more.
  { account: "data", region: "us-east-1", name: "hadoop", tag: "Service", value: "hadoop" },
];

/** Tag-based groups, and the instances that are in them. */
export function addResourceGroups(estate: Estate): void {
  for (const { account, region, name, tag, value } of groups) {
    const place = regionOf(estate, account, region);
    const members = [...place.ec2.instances].flatMap(([id, { Tags, State }]) => {
      const isMember =
        Tags?.some(({ Key, Value }) => Key === tag && Value === value) && State?.Name !== "terminated";
      return isMember
        ? [{ arn: `arn:aws:ec2:${region}:${place.account}:instance/${id}`, type: "AWS::EC2::Instance" }]
        : [];
    });
    place.resourceGroups.set(name, {
      name,
      arn: `arn:aws:resource-groups:${region}:${place.account}:group/${name}`,
      query: {
        Type: "TAG_FILTERS_1_0",
        Query: JSON.stringify({
          ResourceTypeFilters: ["AWS::EC2::Instance"],
          TagFilters: [{ Key: tag, Values: [value] }],
        }),
      },
      members,
    });
  }
}
