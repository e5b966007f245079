import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Settings } from "../api/settings.ts";
import { readPolicy } from "../collect/read-policy.ts";
import { actionsBesideDocuments } from "../failures/sources/index.ts";
import { applyPolicy } from "../fixes/apply-policy.ts";
import { fixes } from "../fixes/catalogue/index.ts";
import { operationsOfFix } from "../fixes/operations-of-fix.ts";
import { databaseFile } from "../store/engine/sqlite.ts";
import type { FleetContext } from "./context.ts";

/** How this Muster is configured, as far as a reader of its pages may know: no external id, no password. */
export async function readSettings({ config, store, version }: FleetContext): Promise<Settings> {
  const scopes = await store.loadScopes();
  const partition = scopes[0]?.partition ?? "aws";
  const accounts = config.accounts.map((account) => ({
    id: account.id,
    name: account.name ?? null,
    roleArn: account.roleArn ?? null,
    hasExternalId: account.externalId !== undefined,
    regions: scopes.filter((scope) => scope.account === account.id).map(({ region }) => region),
  }));
  return {
    version,
    isDemo: config.banner === "demo",
    store: {
      engine: store.dialect,
      place: "folder" in config.store ? config.store.folder : withoutPassword(config.store.databaseUrl),
      bytes: "folder" in config.store ? await sizeOf(join(config.store.folder, databaseFile)) : null,
    },
    accounts,
    intervals: Object.entries(config.intervals).map(([name, seconds]) => ({ name, seconds })),
    retention: Object.entries(config.retentionDays).map(([name, days]) => ({ name, days })),
    apply: explainApplying(config, partition),
    configFile: config.file,
    readPolicy: readPolicy({ partition, withOptional: config.hostedZones, others: actionsBesideDocuments }),
  };
}

function explainApplying(config: FleetContext["config"], partition: string): Settings["apply"] {
  const { enabled, fixes: allowed, roleArn } = config.apply;
  const named = config.accounts.flatMap(({ id, applyRoleArn }) =>
    applyRoleArn === undefined ? [] : [{ account: id, roleArn: applyRoleArn }],
  );
  const general = roleArn === undefined ? [] : [{ account: roleArn.split(":")[4] ?? "", roleArn }];
  const roles = [
    ...named,
    ...general.filter(({ account }) => named.every((each) => each.account !== account)),
  ];
  const ids = allowed.length > 0 ? allowed : fixes.map(({ id }) => id);
  return {
    ...{ enabled, fixes: allowed, roles },
    policy: applyPolicy(ids.flatMap(operationsOfFix), { partition }),
  };
}

function withoutPassword(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  return `${url.protocol}//${url.host}${url.pathname}`;
}

async function sizeOf(file: string): Promise<number | null> {
  return stat(file).then(
    ({ size }) => size,
    () => null,
  );
}
