import { type AwsConnection, connect } from "../aws/connection.ts";
import type { Config } from "../config.ts";

/** The way into AWS that the configuration describes: its roles, and how fast it may be used. */
export function connectByConfig({ accounts, pacing }: Pick<Config, "accounts" | "pacing">): AwsConnection {
  return connect({
    accounts: accounts.map(({ id, roleArn, externalId }) => ({ account: id, roleArn, externalId })),
    quotaShare: pacing.share,
    ratesPerSecond: pacing.perAction,
  });
}
