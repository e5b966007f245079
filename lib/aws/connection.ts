import { randomBytes } from "node:crypto";
import type { AwsCredentialIdentityProvider } from "@smithy/types";
import type { Scope } from "../model/scope.ts";
import { type Agents, createAgents, createClients } from "./clients.ts";
import { type Clock, wallClock } from "./clock.ts";
import { type AccountAccess, assumedRole, defaultCredentials } from "./credentials.ts";
import { createLiveReader } from "./live-reader.ts";
import type { Clients } from "./operation.ts";
import { operations } from "./operations.ts";
import { createOutages } from "./outages.ts";
import { createPacer } from "./pacer.ts";
import type { AwsReader } from "./reader.ts";
import { createServerTime } from "./server-time.ts";
import { createSharedAnswers } from "./shared-answers.ts";

export type ConnectionOptions = {
  /** The accounts to enter by a role. Any other account is read with the caller's own credentials. */
  accounts?: readonly AccountAccess[];
  /** The share of each documented quota that may be used; half of it, unless told. */
  quotaShare?: number;
  /** Calls a second that an account may make of single operations, where that differs from what AWS documents. */
  ratesPerSecond?: Readonly<Record<string, number>>;
  /** How often a call is tried in all before it becomes a gap. */
  maxAttempts?: number;
  /** For how long an answer that is the same in all Regions is good for the others. */
  sharedAnswersMs?: number;
  /** Instead of AWS's addresses and of `AWS_ENDPOINT_URL`. */
  endpoint?: string;
  /** Instead of the SDK's default chain. */
  credentials?: AwsCredentialIdentityProvider;
  clock?: Clock;
};

/** A way into AWS. It owns what all reads have to share: sockets, credentials, pacing, and answers about whole accounts. */
export type AwsConnection = {
  reader(scope: Scope): AwsReader;
  /** The clients that the reader uses: they refuse whatever is no read. */
  clients(scope: Pick<Scope, "account" | "region">): Clients;
  /** Lets no answer about a whole account stand in for one that is asked for from now on. */
  forgetSharedAnswers(): void;
  /** What time it is by AWS, in milliseconds since the epoch; null before it has answered anything. */
  serverNow(): number | null;
  close(): void;
};

/** Entering an account changes nothing, and no more than these can be called. */
const reads = new Set([...Object.keys(operations), "sts:AssumeRole"]);

export function connect(options: ConnectionOptions = {}): AwsConnection {
  const clock = options.clock ?? wallClock;
  const agents = createAgents();
  let hub = options.credentials ?? defaultCredentials();
  const sessionName = `muster-${randomBytes(6).toString("hex")}`;
  const pacer = createPacer({ share: options.quotaShare ?? 0.5, clock });
  const outages = createOutages({ clock });
  const sharedAnswers = createSharedAnswers({ ttlMs: options.sharedAnswersMs ?? 10 * 60_000, clock });
  const time = createServerTime();
  const credentials = new Map<string, AwsCredentialIdentityProvider>();
  const clients = new Map<string, Clients>();
  const accessOf = new Map((options.accounts ?? []).map((access) => [access.account, access]));

  const create = (region: string, provider: AwsCredentialIdentityProvider): Clients =>
    createClients(
      { region, credentials: provider, endpoint: options.endpoint, allowed: reads, time },
      agents,
    );

  const credentialsOf = (account: string, region: string): AwsCredentialIdentityProvider => {
    const known = credentials.get(account);
    if (known !== undefined) return known;
    const access = accessOf.get(account);
    // Asked for at each renewal, as the hub's own credentials may have been renewed meanwhile.
    const sts = () => create(region, hub).sts;
    const provider =
      access?.roleArn === undefined
        ? hub
        : assumedRole({ ...access, roleArn: access.roleArn }, { sts, sessionName, now: Date.now });
    credentials.set(account, provider);
    return provider;
  };

  const clientsOf = ({ account, region }: Pick<Scope, "account" | "region">): Clients => {
    const key = `${account}:${region}`;
    const known = clients.get(key);
    if (known !== undefined) return known;
    const made = create(region, credentialsOf(account, region));
    clients.set(key, made);
    return made;
  };

  /** Credentials that AWS refuses are forgotten, whatever their own date says: their session may have been revoked. */
  const renew = (scope: Scope, refused: Clients) => {
    // Calls that were under way together fail together, and only the first of them renews.
    if (clients.get(`${scope.account}:${scope.region}`) !== refused) return;
    hub = options.credentials ?? defaultCredentials();
    credentials.delete(scope.account);
    for (const key of clients.keys()) if (key.startsWith(`${scope.account}:`)) clients.delete(key);
  };

  return {
    clients: clientsOf,
    reader: (scope) =>
      createLiveReader(scope, {
        clients: () => clientsOf(scope),
        onRefused: (refused) => renew(scope, refused),
        pacer,
        outages,
        sharedAnswers,
        clock,
        maxAttempts: options.maxAttempts ?? 6,
        ratesPerSecond: options.ratesPerSecond,
      }),
    forgetSharedAnswers: () => sharedAnswers.forget(),
    serverNow: time.now,
    close: () => closeAll(clients, agents),
  };
}

function closeAll(clients: Map<string, Clients>, agents: Agents): void {
  clients.clear();
  agents.http.destroy();
  agents.https.destroy();
}
