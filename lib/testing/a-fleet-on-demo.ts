import { onTestFinished, vi } from "vitest";
import { loadConfig } from "../config.ts";
import { demoAccounts, demoCredentials } from "../demo/fleet/demo-accounts.ts";
import { followVerifications } from "../fleet/fixes/follow-verifications.ts";
import type { OpenContext } from "../fleet/open-context.ts";
import type { ScopeKey } from "../model/scope.ts";
import { startScheduler } from "../sync/scheduler.ts";
import { aContext } from "./a-context.ts";
import { type DemoEndpoint, startDemoEndpoint } from "./endpoint.ts";

export type FleetOnDemo = {
  context: OpenContext;
  endpoint: DemoEndpoint;
  /** Waits until what the fleet knows is so; it is read again meanwhile as it is in the product. */
  until(holds: () => boolean | Promise<boolean>): Promise<void>;
};

/**
 * The product's own threads in one: the demo's AWS, a scheduler that reads it, and the context that verbs are given, which
 * may apply these fixes. All of the fleet, or of these scopes, is read before it is handed out.
 */
export async function aFleetOnDemo(
  options: { fixes?: readonly string[]; nodes?: number; only?: readonly ScopeKey[] } = {},
): Promise<FleetOnDemo> {
  const { fixes = [], nodes = 300, only } = options;
  const endpoint = await startDemoEndpoint({ nodes });
  onTestFinished(() => endpoint.close());
  vi.stubEnv("AWS_ENDPOINT_URL", endpoint.url);
  vi.stubEnv("AWS_ACCESS_KEY_ID", demoCredentials.accessKeyId);
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", demoCredentials.secretAccessKey);
  vi.stubEnv("AWS_REGION", "us-east-1");
  onTestFinished(() => void vi.unstubAllEnvs());
  const accounts = demoAccounts.flatMap(({ id, name, roleArn, applyRoleArn, externalId, regions: all }) => {
    const regions = all.filter((region) => only?.includes(`${id}:${region}`) ?? true);
    return regions.length === 0 ? [] : [{ id, name, roleArn, applyRoleArn, externalId, regions }];
  });
  const env = {
    MUSTER_ACCOUNTS: JSON.stringify(accounts),
    MUSTER_APPLY: JSON.stringify({ enabled: fixes.length > 0, fixes }),
    MUSTER_QUOTA_SHARE: "1",
  };
  const { accounts: read, apply, pacing } = loadConfig({ env, folder: "/nowhere" });
  const context = await aContext({ config: { accounts: read, apply, pacing } });
  context.now = Date.now;
  const waiting = new Set<() => void>();
  const look = async () => {
    await context.catchUp();
    await followVerifications(context);
    for (const wake of waiting) wake();
  };
  let looking = Promise.resolve();
  const scheduler = await startScheduler({
    config: context.config,
    store: context.store,
    env: process.env,
    onScope: () => undefined,
    onNodes: () => {
      looking = looking.then(look);
    },
    onFailures: () => undefined,
    onTrouble: () => undefined,
  });
  const stopListening = await context.store.listen("sync-requests", () => void scheduler.takeRequests());
  onTestFinished(async () => {
    await stopListening();
    await scheduler.stop();
    await looking;
  });
  const until: FleetOnDemo["until"] = async (holds) => {
    while (!(await holds())) {
      await new Promise<void>((resolve) => {
        waiting.add(resolve);
      });
    }
  };
  await until(async () => {
    const scopes = await context.store.loadScopes();
    return (
      scopes.length === accounts.flatMap(({ regions }) => regions).length &&
      scopes.every(({ readAt }) => readAt !== null)
    );
  });
  return { context, endpoint, until };
}
