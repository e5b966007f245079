import {
  DescribeRegions$,
  type DescribeRegionsRequest,
  type DescribeRegionsResult,
  type Region,
} from "@aws-sdk/client-ec2";
import { defineOperation, type OperationContext } from "../operation.ts";
import { compileFilters } from "./filters.ts";

/** Regions that an account has only after somebody switched them on. */
const optInRegions = [
  "af-south-1",
  "ap-east-1",
  "ap-east-2",
  "ap-south-2",
  "ap-southeast-3",
  "ap-southeast-4",
  "ap-southeast-5",
  "ap-southeast-7",
  "ca-west-1",
  "eu-central-2",
  "eu-south-1",
  "eu-south-2",
  "il-central-1",
  "me-central-1",
  "me-south-1",
  "mx-central-1",
];

export const describeRegions = defineOperation<DescribeRegionsRequest, DescribeRegionsResult>({
  service: "ec2",
  schema: DescribeRegions$,
  action: "ec2:DescribeRegions",
  handle(context, { AllRegions, RegionNames, Filters }) {
    const known = regionsOf(context);
    const unknown = RegionNames?.find((name) => !known.some(({ RegionName }) => RegionName === name));
    if (unknown) context.fail("InvalidParameterValue", `Invalid region provided: [${unknown}]`);
    const passes = compileFilters<Region>(Filters, {
      endpoint: ({ Endpoint }) => Endpoint,
      "opt-in-status": ({ OptInStatus }) => OptInStatus,
      "region-name": ({ RegionName }) => RegionName,
    });
    return {
      Regions: known.filter(
        (region) =>
          (AllRegions || region.OptInStatus !== "not-opted-in") &&
          (!RegionNames || RegionNames.includes(region.RegionName ?? "")) &&
          passes(region),
      ),
    };
  },
});

/** The Regions that the account has, and those that it could switch on. */
function regionsOf({ account }: OperationContext): Region[] {
  const names = [...new Set([...account.regions.keys(), ...optInRegions])].sort();
  return names.map((RegionName) => ({
    RegionName,
    Endpoint: `ec2.${RegionName}.amazonaws.com`,
    OptInStatus: !optInRegions.includes(RegionName)
      ? "opt-in-not-required"
      : account.regions.has(RegionName)
        ? "opted-in"
        : "not-opted-in",
  }));
}
