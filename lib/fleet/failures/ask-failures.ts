import type {
  FailureAnswer,
  FailureGapAnswer,
  FailureGroupList,
  FailureList,
  FailureQuery,
} from "../../api/failure.ts";
import { failureGroupListQuerySchema, failureListQuerySchema } from "../../api/failure.ts";
import { maxPageSize } from "../../api/list.ts";
import type { Config } from "../../config.ts";
import { api } from "../../routes/api.ts";
import type { FolderOwner } from "../../store/folder-lock.ts";
import { askOwner } from "../ask-owner.ts";
import { findOwner } from "../find-owner.ts";
import { openAlone } from "../open-alone.ts";
import { listFailureGroups } from "./list-failure-groups.ts";
import { listFailures } from "./list-failures.ts";

/** A way to ask for failures: of the process that owns the store, where one runs, else of the store itself. */
type Asking = {
  page(query: FailureQuery & { cursor?: string }): Promise<FailureList>;
  gaps(): Promise<FailureGapAnswer[]>;
  close(): Promise<void>;
};

export type AskedFailures = {
  config: Config;
  version: string;
  query: FailureQuery;
  /** Batches, the newest first; the next one is asked for when this one is taken. */
  onFailures(failures: FailureAnswer[]): Promise<void>;
};

/** All failures under a query, and what is missing of them because it could not be read. */
export async function askFailures({
  config,
  version,
  query,
  onFailures,
}: AskedFailures): Promise<{ total: number; gaps: FailureGapAnswer[] }> {
  const owner = findOwner(config);
  const asking = owner ? byOwner(owner) : await inStore(config, version);
  try {
    let total = 0;
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await asking.page({ ...query, cursor });
      await onFailures(page.items);
      total = page.total;
      cursor = page.next;
    }
    return { total, gaps: await asking.gaps() };
  } finally {
    await asking.close();
  }
}

function byOwner(owner: FolderOwner): Asking {
  const wanted = "list failures";
  return {
    page: async (query) =>
      (await askOwner(owner, api.failures({ ...query, limit: maxPageSize }), { wanted })) as FailureList,
    async gaps() {
      const answer = await askOwner(owner, api.failureGroups({ q: "", limit: 1 }), { wanted });
      return (answer as FailureGroupList).gaps;
    },
    close: async () => undefined,
  };
}

async function inStore(config: Config, version: string): Promise<Asking> {
  const { context, close } = await openAlone(config, version);
  return {
    page: (query) => listFailures(context, failureListQuerySchema.parse({ ...query, limit: maxPageSize })),
    gaps: async () =>
      (await listFailureGroups(context, failureGroupListQuerySchema.parse({ limit: 1 }))).gaps,
    close,
  };
}
