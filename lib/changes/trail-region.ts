import type { Scope } from "../model/scope.ts";

const byPartition: Readonly<Record<string, string>> = {
  aws: "us-east-1",
  "aws-cn": "cn-north-1",
  "aws-us-gov": "us-gov-west-1",
  "aws-eusc": "eusc-de-east-1",
  "aws-iso": "us-iso-east-1",
  "aws-iso-b": "us-isob-east-1",
  "aws-iso-e": "eu-isoe-west-1",
  "aws-iso-f": "us-isof-south-1",
};

/** The Region in which CloudTrail keeps what was done to IAM, which has none of its own. */
export function identityTrailRegion({ partition, region }: Pick<Scope, "partition" | "region">): string {
  return byPartition[partition] ?? region;
}
