import { type AwsConnection, type ConnectionOptions, connect } from "../aws/connection.ts";
import type { Config } from "../config.ts";

/** The way into AWS that the configuration describes: its roles, and how fast it may be used. */
export function connectByConfig(
  { accounts, pacing }: Pick<Config, "accounts" | "pacing">,
  options: Pick<ConnectionOptions, "sharedAnswersMs"> = {},
): AwsConnection {
  return connect({
    ...options,
    accounts: accounts.map(({ id, roleArn, externalId }) => ({ account: id, roleArn, externalId })),
    quotaShare: pacing.share,
    ratesPerSecond: pacing.perAction,
  });
}
