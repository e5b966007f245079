import { fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import type { AwsCredentialIdentityProvider } from "@smithy/types";
import { type AwsConnection, type ConnectionOptions, connect } from "../aws/connection.ts";
import { wallClock } from "../demo/cloud/clock.ts";
import type { World } from "../demo/cloud/world.ts";
import { buildWorld } from "../demo/fleet/build-world.ts";
import { demoAccounts, demoCredentials } from "../demo/fleet/demo-accounts.ts";
import { startEndpoint } from "../demo/server.ts";
import type { Scope } from "../model/scope.ts";

export type DemoEndpoint = {
  url: string;
  world: World;
  /** The scopes that the world has, account by account. */
  scopes: readonly Scope[];
  /** A way into it as the product has it; quotas count for nothing unless `quotaShare` says so. */
  connect(options?: Partial<ConnectionOptions>): AwsConnection;
  /** For the SDK's own clients, which may change the world, in one of the scopes. */
  clientConfig(scope: Scope): {
    endpoint: string;
    region: string;
    credentials: AwsCredentialIdentityProvider;
    maxAttempts: number;
  };
  /** Sets one of the endpoint's switches, as `PUT /_demo/{name}` does. */
  set(name: string, value: unknown): Promise<void>;
  close(): Promise<void>;
};

/** The demo's AWS on a free port of this machine. */
export async function startDemoEndpoint({
  nodes = 300,
  seed = 1,
  clock = wallClock(),
} = {}): Promise<DemoEndpoint> {
  const world = buildWorld({ nodes, seed, clock });
  const endpoint = await startEndpoint({ world, port: 0 });
  const accounts = demoAccounts.map(({ id, roleArn, externalId }) => ({ account: id, roleArn, externalId }));
  return {
    url: endpoint.url,
    world,
    scopes: demoAccounts.flatMap(({ id, regions }) =>
      regions.map((region) => ({ partition: world.partition, account: id, region })),
    ),
    connect: (options = {}) =>
      connect({
        accounts,
        endpoint: endpoint.url,
        credentials: async () => demoCredentials,
        quotaShare: 1000,
        ...options,
      }),
    clientConfig({ account, region }) {
      const { roleArn, externalId } = accounts.find((each) => each.account === account)!;
      const own = async () => demoCredentials;
      const credentials = roleArn
        ? fromTemporaryCredentials({
            params: { RoleArn: roleArn, RoleSessionName: "muster-test", ExternalId: externalId },
            masterCredentials: own,
            clientConfig: { region, endpoint: endpoint.url },
          })
        : own;
      return { endpoint: endpoint.url, region, credentials, maxAttempts: 1 };
    },
    async set(name, value) {
      const url = `${endpoint.url}/_demo/${name}`;
      const answer = await fetch(url, { method: "PUT", body: JSON.stringify(value) });
      if (!answer.ok) throw new Error(`PUT ${url}: ${await answer.text()}`);
    },
    close: () => endpoint.close(),
  };
}
