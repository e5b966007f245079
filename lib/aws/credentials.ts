import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { fromIni, fromNodeProviderChain } from "@aws-sdk/credential-providers";
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from "@smithy/types";
import { toReadError } from "./errors.ts";
import type { Clients } from "./operation.ts";

/** How one account is entered. Without `roleArn` the caller's own credentials are used: it is the hub's account. */
export type AccountAccess = {
  account: string;
  roleArn?: string;
  externalId?: string;
};

/**
 * The SDK's default chain: environment, profile, container, instance. Each one reads the profile's files anew, as somebody
 * may have signed in again since the last.
 */
export function defaultCredentials(env: NodeJS.ProcessEnv = process.env): AwsCredentialIdentityProvider {
  const chain = fromNodeProviderChain({ ignoreCache: true });
  const profile = env.AWS_PROFILE;
  return async () => {
    try {
      return await chain();
    } catch (error) {
      if (!profile || !String(error).includes("from any providers")) throw error;
      // The chain only says that it came to its end; the profile that was asked for says what is wrong with it.
      return fromIni({ profile, ignoreCache: true })();
    }
  };
}

const wholeSessionSeconds = 3600;
const renewBeforeMs = 5 * 60_000;

/**
 * Credentials of the role of `access`, shared by all that read the account and renewed before they expire. `sts` belongs
 * to the hub and to a Region, as the global STS endpoint hands out tokens that opt-in Regions refuse.
 */
export function assumedRole(
  access: AccountAccess & { roleArn: string },
  options: { sts: () => Clients["sts"]; sessionName: string; sessionSeconds?: number; now: () => number },
): AwsCredentialIdentityProvider {
  const { sessionSeconds = wholeSessionSeconds } = options;
  let current: Promise<AwsCredentialIdentity> | null = null;
  let renewAt = Number.NEGATIVE_INFINITY;

  const assume = async (): Promise<AwsCredentialIdentity> => {
    const { Credentials } = await options.sts().send(
      new AssumeRoleCommand({
        RoleArn: access.roleArn,
        RoleSessionName: options.sessionName,
        DurationSeconds: sessionSeconds,
        ExternalId: access.externalId,
      }),
    );
    if (!Credentials?.AccessKeyId || !Credentials.SecretAccessKey) {
      throw new Error(`STS answered without credentials for ${access.roleArn}`);
    }
    const expiration = Credentials.Expiration ?? new Date(options.now() + sessionSeconds * 1000);
    renewAt = expiration.getTime() - renewBeforeMs;
    return {
      accessKeyId: Credentials.AccessKeyId,
      secretAccessKey: Credentials.SecretAccessKey,
      sessionToken: Credentials.SessionToken,
      expiration,
    };
  };

  return async () => {
    if (current !== null && options.now() < renewAt) return current;
    // Set before the answer is there, so that all who ask meanwhile wait for the one call.
    renewAt = Number.POSITIVE_INFINITY;
    current = assume().catch((error: unknown) => {
      current = null;
      throw toReadError(error, "sts:AssumeRole");
    });
    return current;
  };
}
