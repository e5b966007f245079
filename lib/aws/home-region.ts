import { loadConfig } from "@smithy/core/config";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The Region that whoever started Muster works in, as the SDK and the AWS CLI find it: the environment's, else the one of
 * the profile. The profile's files are read anew each time; undefined where neither names one, or a file cannot be read.
 */
export async function homeRegion(env: Environment = process.env): Promise<string | undefined> {
  const named = env.AWS_REGION || env.AWS_DEFAULT_REGION;
  if (named) return named;
  const readProfile = loadConfig<string>(
    {
      environmentVariableSelector: () => undefined,
      configFileSelector: ({ region }) => region,
      default: "",
    },
    {
      ...{ preferredFile: "credentials", profile: env.AWS_PROFILE || "default", ignoreCache: true },
      ...(env.AWS_CONFIG_FILE ? { configFilepath: env.AWS_CONFIG_FILE } : {}),
      ...(env.AWS_SHARED_CREDENTIALS_FILE ? { filepath: env.AWS_SHARED_CREDENTIALS_FILE } : {}),
    },
  );
  // What is wrong with the files is told by whoever looks for credentials in them.
  const region = await readProfile().catch(() => "");
  return region.trim() || undefined;
}
