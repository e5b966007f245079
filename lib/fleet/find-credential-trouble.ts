import { connect } from "../aws/connection.ts";
import { ReadError } from "../aws/errors.ts";
import type { Config } from "../config.ts";
import { homeRegionOf, partitionOf } from "../sync/find-scopes.ts";
import { signInAdvice } from "../sync/sign-in-advice.ts";

/** Why nothing could be read with the credentials that the SDK finds, and what to do; null where they will do, or AWS is out of reach. */
export async function findCredentialTrouble(config: Pick<Config, "regions">): Promise<string | null> {
  const connection = connect({ maxAttempts: 2 });
  const region = await homeRegionOf(config, process.env);
  try {
    await connection
      .reader({ partition: partitionOf(region), account: "", region })
      .call("sts:GetCallerIdentity", {});
    return null;
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    if (error.reason !== "no-credentials" && error.reason !== "expired-credentials") return null;
    const what =
      error.reason === "expired-credentials"
        ? "The AWS credentials have expired."
        : "There are no usable AWS credentials.";
    return `${what} ${error.message}\n\n${signInAdvice(error)}`;
  } finally {
    connection.close();
  }
}
