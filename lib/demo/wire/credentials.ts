import type { Caller, Sessions } from "../cloud/caller.ts";
import { AwsError } from "../cloud/error.ts";
import type { Service } from "../cloud/service.ts";
import type { Account, World } from "../cloud/world.ts";
import type { WireRequest } from "./request.ts";

/** What a request's signature says about itself. The signature is not checked: nobody here has a secret. */
export type CredentialScope = { accessKeyId: string; region: string; service: string };

const authorization = /^AWS4-HMAC-SHA256\s+Credential=([^,\s]+)\s*,/;
const credential = /^([^/,\s]+)\/\d{8}\/([^/,\s]+)\/([^/,\s]+)\/aws4_request$/;

/** The signature stands in a header, or in the address that somebody signed for another to open. */
export function parseScope(request: WireRequest): CredentialScope | undefined {
  const given = request.headers.authorization
    ? authorization.exec(request.headers.authorization)?.[1]
    : request.url.searchParams.get("X-Amz-Credential");
  const [, accessKeyId, region, service] = credential.exec(given ?? "") ?? [];
  return accessKeyId && region && service ? { accessKeyId, region, service } : undefined;
}

/** Who signed it: an account's own key, or a session that AssumeRole gave out. */
export function authenticate(
  { world, sessions, expiresSessions }: { world: World; sessions: Sessions; expiresSessions: boolean },
  service: Service,
  request: WireRequest,
): { caller: Caller; account: Account; scope: CredentialScope } {
  const query = request.url.searchParams;
  const isPresigned = !request.headers.authorization && query.has("X-Amz-Algorithm");
  if (!request.headers.authorization && !isPresigned) throw unsigned(service);
  const scope = parseScope(request);
  if (!scope) throw incomplete(service);
  if (isPresigned) refuseStale(query.get("X-Amz-Date"), world.clock.now(), service);
  const token = request.headers["x-amz-security-token"] ?? query.get("X-Amz-Security-Token");
  const session = sessions.get(scope.accessKeyId);
  if (session) {
    const account = world.accounts.get(session.account);
    if (!account || token !== session.token) throw notValid(service);
    if (expiresSessions || session.expiresAt <= world.clock.now()) throw expired(service);
    const { accessKeyId, roleName, roleId, sessionName } = session;
    const arn = `arn:${world.partition}:sts::${account.id}:assumed-role/${roleName}/${sessionName}`;
    return {
      account,
      scope,
      caller: { account: account.id, arn, userId: `${roleId}:${sessionName}`, accessKeyId, session },
    };
  }
  for (const account of world.accounts.values()) {
    if (!account.accessKeyIds.has(scope.accessKeyId)) continue;
    // A key of its own comes without a token: with one, it is the rest of another session's credentials.
    if (token) throw notValid(service);
    const caller = {
      account: account.id,
      arn: `arn:${world.partition}:iam::${account.id}:user/muster`,
      userId: userIdOf(scope.accessKeyId),
      accessKeyId: scope.accessKeyId,
    };
    return { account, scope, caller };
  }
  throw notValid(service);
}

const signatureLastsMs = 15 * 60_000;

/** An address can be opened for a quarter of an hour, whatever it says itself. */
function refuseStale(signedAt: string | null, now: number, service: Service): void {
  const at = Date.parse(
    (signedAt ?? "").replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/, "$1-$2-$3:$4:$5"),
  );
  if (Number.isNaN(at)) throw incomplete(service);
  if (now - at <= signatureLastsMs) return;
  const stamp = (time: number) => new Date(time).toISOString().replace(/[-:]|\.\d+/g, "");
  throw new AwsError(
    service.protocol === "ec2Query" ? "RequestExpired" : "SignatureDoesNotMatch",
    `Signature expired: ${signedAt} is now earlier than ${stamp(now - signatureLastsMs)} (${stamp(now)} - 15 min.)`,
    { status: service.protocol === "ec2Query" ? 400 : 403 },
  );
}

function userIdOf(accessKeyId: string): string {
  return `AIDA${accessKeyId
    .replace(/[^A-Z0-9]/gi, "")
    .toUpperCase()
    .slice(4)
    .padEnd(17, "X")
    .slice(0, 17)}`;
}

function unsigned({ protocol }: Service): AwsError {
  if (protocol === "awsJson" || protocol === "restJson") {
    return new AwsError("MissingAuthenticationTokenException", "Missing Authentication Token");
  }
  return new AwsError("MissingAuthenticationToken", "Request is missing Authentication Token", {
    status: 403,
  });
}

function incomplete({ protocol }: Service): AwsError {
  const isJson = protocol === "awsJson" || protocol === "restJson";
  return new AwsError(
    isJson ? "IncompleteSignatureException" : "IncompleteSignature",
    "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter.",
    { status: isJson ? 400 : 403 },
  );
}

/** Also what AWS says about good credentials in a Region that the account has not enabled. */
export function notValid({ protocol }: Service): AwsError {
  if (protocol === "ec2Query") {
    return new AwsError("AuthFailure", "AWS was not able to validate the provided access credentials", {
      status: 401,
    });
  }
  const message = "The security token included in the request is invalid.";
  if (protocol === "awsJson" || protocol === "restJson")
    return new AwsError("UnrecognizedClientException", message);
  return new AwsError("InvalidClientTokenId", message, { status: 403 });
}

function expired({ protocol }: Service): AwsError {
  if (protocol === "ec2Query") return new AwsError("RequestExpired", "Request has expired.");
  const message = "The security token included in the request is expired";
  if (protocol === "awsJson" || protocol === "restJson")
    return new AwsError("ExpiredTokenException", message);
  return new AwsError("ExpiredToken", message, { status: 403 });
}
