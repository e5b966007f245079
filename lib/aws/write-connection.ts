import { randomBytes } from "node:crypto";
import type { AwsCredentialIdentityProvider } from "@smithy/types";
import type { Scope } from "../model/scope.ts";
import { type WriteOperation, writeOperations } from "../model/write-operation.ts";
import { type AllowList, NotOnTheList } from "./allow-list.ts";
import { createAgents, createClients } from "./clients.ts";
import { assumedRole, defaultCredentials } from "./credentials.ts";
import { isOfCredentials } from "./errors.ts";
import type { Clients } from "./operation.ts";
import { type WriteAnswer, writeCommands } from "./write-commands.ts";
import { toWriteError } from "./write-error.ts";

/** The role of an account that changes are made with. */
export type WriteAccess = { account: string; roleArn: string; externalId?: string };

export type WriteConnectionOptions = {
  /** An account that is not named here cannot be changed, whatever the caller's own credentials would permit. */
  accounts: readonly WriteAccess[];
  /** The operations of the fixes that the configuration allows; no other call leaves this process. */
  operations: readonly WriteOperation[];
  /** Instead of AWS's addresses and of `AWS_ENDPOINT_URL`. */
  endpoint?: string;
  /** Instead of the SDK's default chain. */
  credentials?: AwsCredentialIdentityProvider;
  timeoutMs?: number;
};

export type Writer = {
  /** Sends the call once and never again. Throws a `WriteError`, which says whether AWS may have done it all the same. */
  send(operation: WriteOperation, input: Record<string, unknown>): Promise<WriteAnswer>;
};

/** The way into AWS for changing something: apart from the one that reads, with roles and an allow-list of its own. */
export type WriteConnection = {
  writer(scope: Pick<Scope, "account" | "region">): Writer;
  close(): void;
};

const wholeCallMs = 60_000;
/** An hour would outlive any click by far; a quarter is the least that STS gives. */
const sessionSeconds = 900;

const enters: AllowList = new Set(["sts:AssumeRole"]);

export function connectForWriting(options: WriteConnectionOptions): WriteConnection {
  const { accounts, endpoint } = options;
  const known: ReadonlySet<string> = new Set(writeOperations);
  const allowed: AllowList = new Set(options.operations.filter((operation) => known.has(operation)));
  const agents = createAgents();
  let hub = options.credentials ?? defaultCredentials();
  const sessionName = `muster-apply-${randomBytes(6).toString("hex")}`;
  const accessOf = new Map(accounts.map((access) => [access.account, access]));
  const credentials = new Map<string, AwsCredentialIdentityProvider>();

  const credentialsOf = (access: WriteAccess, region: string): AwsCredentialIdentityProvider => {
    const existing = credentials.get(access.account);
    if (existing !== undefined) return existing;
    // Asked for at each renewal, as the hub's own credentials may have been renewed meanwhile.
    const sts = () => createClients({ region, credentials: hub, endpoint, allowed: enters }, agents).sts;
    const provider = assumedRole(access, { sts, sessionName, sessionSeconds, now: Date.now });
    credentials.set(access.account, provider);
    return provider;
  };

  const clientsOf = (access: WriteAccess, region: string): Clients =>
    createClients({ region, credentials: credentialsOf(access, region), endpoint, allowed }, agents);

  return {
    writer: ({ account, region }) => ({
      async send(operation, input) {
        const access = accessOf.get(account);
        if (access === undefined || !allowed.has(operation)) throw new NotOnTheList(operation);
        const timeout = AbortSignal.timeout(options.timeoutMs ?? wholeCallMs);
        try {
          const send = writeCommands[operation];
          return await send(clientsOf(access, region), input, { abortSignal: timeout });
        } catch (error) {
          const failure = toWriteError(timeout.aborted ? timeout.reason : error, operation);
          // The next call asks for new ones: these may have been revoked, whatever their date says.
          if (isOfCredentials(failure)) {
            credentials.delete(account);
            hub = options.credentials ?? defaultCredentials();
          }
          throw failure;
        }
      },
    }),
    close() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}
