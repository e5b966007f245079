import { ReadError } from "../aws/errors.ts";
import { homeRegion } from "../aws/home-region.ts";
import type { AwsReader } from "../aws/reader.ts";
import { explainUnassumed } from "../collect/stop.ts";
import type { Config } from "../config.ts";
import { FleetError } from "../model/fleet-error.ts";
import type { Scope } from "../model/scope.ts";
import { signInAdvice } from "./sign-in-advice.ts";

export type NamedScope = Scope & { accountName: string | null };

export type FindScopesOptions = {
  config: Pick<Config, "accounts" | "regions">;
  reader(scope: Scope): AwsReader;
  /** The Region in which the first calls are made (`homeRegionOf`). */
  homeRegion: string;
};

type FoundScopes = { scopes: NamedScope[]; trouble: FleetError | null };

/**
 * Which accounts and Regions are to be read: the configured ones, else the caller's own account; their named Regions, else
 * all that the account has enabled. An account that cannot be asked hides no other: the others are found all the same.
 */
export async function findScopes(options: FindScopesOptions): Promise<FoundScopes> {
  const accounts = await findAccounts(options);
  const found: FoundScopes = { scopes: [], trouble: null };
  for (const account of accounts) {
    try {
      for (const region of await findRegions(options, account)) {
        found.scopes.push({
          partition: account.partition,
          account: account.id,
          region,
          accountName: account.name,
        });
      }
    } catch (error) {
      if (!(error instanceof ReadError)) throw error;
      found.trouble =
        error.operation === "sts:AssumeRole"
          ? explainUnassumed(error, account.id, "so its Regions are not known and it is not read")
          : explain(error, `The Regions of account ${account.id} could not be listed`);
    }
  }
  return found;
}

type Account = { id: string; name: string | null; partition: string; regions: Config["regions"] };

async function findAccounts({ config, reader, homeRegion }: FindScopesOptions): Promise<Account[]> {
  if (config.accounts.length > 0) {
    return config.accounts.map(({ id, name, roleArn, regions }) => ({
      id,
      name: name ?? null,
      partition: roleArn?.split(":")[1] ?? partitionOf(homeRegion),
      regions: regions ?? config.regions,
    }));
  }
  try {
    const home = { partition: partitionOf(homeRegion), account: "", region: homeRegion };
    const { Account: id, Arn } = await reader(home).call("sts:GetCallerIdentity", {});
    return [
      { id: id!, name: null, partition: Arn?.split(":")[1] ?? home.partition, regions: config.regions },
    ];
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    throw explain(error, "AWS did not say whose credentials these are");
  }
}

async function findRegions({ reader, homeRegion }: FindScopesOptions, account: Account): Promise<string[]> {
  if (account.regions !== "enabled") return account.regions;
  const home = reader({ partition: account.partition, account: account.id, region: homeRegion });
  const { Regions } = await home.call("ec2:DescribeRegions", { AllRegions: false });
  return (Regions ?? []).flatMap(({ RegionName }) => RegionName ?? []).sort();
}

/** The Region of the first calls: the environment's or the profile's, else the first configured, else one that all have. */
export async function homeRegionOf(
  { regions }: Pick<Config, "regions">,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  return (await homeRegion(env)) ?? (regions === "enabled" ? "us-east-1" : regions[0]!);
}

/** The partition that a Region belongs to, by its name (AWS's endpoint data: `regionRegex` of each partition). */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  if (/^us-iso-/.test(region)) return "aws-iso";
  if (/^us-isob-/.test(region)) return "aws-iso-b";
  if (/^eusc-/.test(region)) return "aws-eusc";
  return "aws";
}

function explain(error: ReadError, what: string): FleetError {
  const said = error.message.trim().replace(/\.?$/, ".");
  switch (error.reason) {
    case "no-credentials":
      return new FleetError(
        "no-credentials",
        `${what}: there are no usable AWS credentials. ${said} ${signInAdvice(error)} Or see the demo: \`npm run demo\`.`,
        { cause: error },
      );
    case "expired-credentials":
      return new FleetError(
        "expired-credentials",
        `${what}: the AWS credentials have expired. ${said} ${signInAdvice(error)}`,
        { cause: error },
      );
    case "denied":
      return new FleetError(
        "denied",
        `${what}: ${error.operation} is denied. ${said} Grant it, or name the Regions in muster.config.json.`,
        { cause: error },
      );
    case "throttled":
      return new FleetError(
        "throttled",
        `${what}: AWS throttles ${error.operation}. Try it again in a while.`,
        {
          cause: error,
        },
      );
    default:
      return new FleetError(
        "unreachable",
        `${what}. ${said} Check the network, AWS_REGION and AWS_ENDPOINT_URL.`,
        { cause: error },
      );
  }
}
