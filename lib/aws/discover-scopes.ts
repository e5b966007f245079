import type { Scope } from "../model/scope.ts";
import type { AwsConnection } from "./connection.ts";
import { ReadError } from "./errors.ts";

export type Identity = { account: string; partition: string; arn: string };

/** Who the credentials belong to. */
export async function readIdentity(
  connection: AwsConnection,
  where: { account: string; region: string },
): Promise<Identity> {
  const reader = connection.reader({ partition: "aws", ...where });
  const { Account: account, Arn: arn } = await reader.call("sts:GetCallerIdentity", {});
  if (account === undefined || arn === undefined) {
    throw new ReadError({
      reason: "failed",
      operation: "sts:GetCallerIdentity",
      message: "STS did not say whose credentials these are.",
    });
  }
  return { account, arn, partition: arn.split(":")[1] ?? "aws" };
}

/** The Regions that are enabled in an account, by name. */
export async function readRegions(
  connection: AwsConnection,
  where: { account: string; region: string },
): Promise<string[]> {
  const reader = connection.reader({ partition: "aws", ...where });
  const { Regions } = await reader.call("ec2:DescribeRegions", { AllRegions: true });
  const enabled = (Regions ?? []).filter(({ OptInStatus: status }) => status !== "not-opted-in");
  return enabled.map(({ RegionName: name = "" }) => name).sort();
}

/**
 * The scopes to read: of each account the Regions asked for, or else all that are enabled there. Without accounts it is
 * the caller's own. An account that cannot be entered is thrown, as nothing in it can be read.
 */
export async function discoverScopes(
  connection: AwsConnection,
  wanted: { accounts: readonly string[]; regions: readonly string[]; homeRegion: string },
): Promise<Scope[]> {
  const { regions, homeRegion: region } = wanted;
  // The caller's own account has no name yet; any key that no role is configured for enters it.
  const accounts = wanted.accounts.length > 0 ? wanted.accounts : [""];
  const scopes = await Promise.all(
    accounts.map(async (account) => {
      const identity = await readIdentity(connection, { account, region });
      const enabled = regions.length > 0 ? regions : await readRegions(connection, { account, region });
      return enabled.map((name) => ({
        partition: identity.partition,
        account: identity.account,
        region: name,
      }));
    }),
  );
  return scopes.flat();
}
