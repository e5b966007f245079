import type { ReadError } from "../aws/errors.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const forAll =
  "Sign in and try again: `aws sso login`, `AWS_PROFILE=name npm start`, or AWS_ACCESS_KEY_ID with AWS_SECRET_ACCESS_KEY.";

/** What to do about credentials that will not do, by what the SDK or AWS said of them. */
export function signInAdvice(
  { reason, code, message }: Pick<ReadError, "reason" | "code" | "message">,
  env: Environment = process.env,
): string {
  const profile = env.AWS_PROFILE || "default";
  if (/multi-?factor|\bMFA\b/i.test(message)) {
    return `Muster cannot ask for a code (MFA). Let the AWS CLI ask, and hand over the session that it gets: \`eval "$(aws configure export-credentials --profile ${profile} --format env)"; unset AWS_PROFILE\`, or what \`aws sts get-session-token --serial-number ARN --token-code CODE\` prints; then start again.`;
  }
  if (/\bSSO\b/i.test(message)) return `Sign in and try again: \`aws sso login --profile ${profile}\`.`;
  if (/using profile|found in shared credentials|profile .* not found/i.test(message)) {
    return `The profile ${profile} has none: \`aws configure list-profiles\` lists those that there are, AWS_PROFILE chooses one, and \`aws configure --profile ${profile}\` gives it some.`;
  }
  if (/^RequestTimeTooSkewed$/.test(code ?? "") || /signature (expired|not yet current)/i.test(message)) {
    return "This machine's clock differs from AWS's: set it right, and try again.";
  }
  const own = env.AWS_ACCESS_KEY_ID && !env.AWS_PROFILE;
  if (own && reason === "expired-credentials") {
    return "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN of this shell are of a session that is over: get a new one and set them again, or unset them and sign in with `aws sso login` and AWS_PROFILE.";
  }
  if (own) {
    return "AWS does not know AWS_ACCESS_KEY_ID with AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN, which a temporary key needs) as they are set in this shell: correct them, or unset them and sign in with `aws sso login` and AWS_PROFILE.";
  }
  return forAll;
}
