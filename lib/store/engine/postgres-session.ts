import pg from "pg";
import type { Engine } from "./engine.ts";

type Session = Pick<Engine, "withLock" | "listen" | "close">;

/**
 * Locks and notifications belong to a connection, so one is kept for them beside the pool: syncs that hold a lock each
 * could otherwise use up the pool and wait for themselves. When it breaks, its locks are lost, and listeners are moved
 * to a new one.
 */
export function openSession(config: pg.ClientConfig, toKey: (lock: string) => string): Session {
  const held = new Map<string, AbortController>();
  const listeners = new Map<string, Set<(payload: string) => void>>();
  let connecting: Promise<pg.Client> | undefined;
  let isClosed = false;
  let lastQuery: Promise<unknown> = Promise.resolve();

  // A connection takes one query at a time.
  const ask = <Row extends pg.QueryResultRow>(
    text: string,
    values: string[] = [],
  ): Promise<pg.QueryResult<Row>> => {
    const answer = lastQuery.then(async () => (await session()).query<Row>(text, values));
    lastQuery = answer.catch(() => {});
    return answer;
  };

  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client({ ...config, keepAlive: true });
    client.on("notification", ({ channel, payload }) => {
      for (const hear of listeners.get(channel) ?? []) hear(payload ?? "");
    });
    client.on("error", () => {});
    client.on("end", () => {
      connecting = undefined;
      for (const lost of held.values()) lost.abort(new Error("The connection that held the lock broke."));
      held.clear();
      if (!isClosed && listeners.size > 0) void reconnect();
    });
    await client.connect();
    for (const channel of listeners.keys()) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    return client;
  };
  const session = (): Promise<pg.Client> => {
    connecting ??= connect().catch((error: unknown) => {
      connecting = undefined;
      throw error;
    });
    return connecting;
  };
  const reconnect = async (): Promise<void> => {
    while (!isClosed && listeners.size > 0) {
      const isBack = await session().then(
        () => true,
        () => false,
      );
      if (isBack) return;
      await new Promise((resolve) => setTimeout(resolve, 1_000).unref());
    }
  };

  return {
    async withLock(name, work) {
      if (held.has(name)) return undefined;
      const lost = new AbortController();
      held.set(name, lost);
      try {
        const answer = await ask<{ isTaken: boolean }>(
          `select pg_try_advisory_lock($1::bigint) as "isTaken"`,
          [toKey(name)],
        );
        if (!answer.rows[0]?.isTaken) return undefined;
        try {
          return { result: await work(lost.signal) };
        } finally {
          // A lock that is lost, or whose connection breaks just now, is free without this.
          if (!lost.signal.aborted) {
            await ask("select pg_advisory_unlock($1::bigint)", [toKey(name)]).catch(() => {});
          }
        }
      } finally {
        if (held.get(name) === lost) held.delete(name);
      }
    },
    async listen(channel, hear) {
      const hearing = listeners.get(channel) ?? new Set();
      listeners.set(channel, hearing.add(hear));
      await ask(`listen ${pg.escapeIdentifier(channel)}`);
      return async () => {
        hearing.delete(hear);
        if (hearing.size > 0 || listeners.get(channel) !== hearing) return;
        listeners.delete(channel);
        if (connecting) await ask(`unlisten ${pg.escapeIdentifier(channel)}`).catch(() => {});
      };
    },
    async close() {
      isClosed = true;
      const client = await connecting?.catch(() => undefined);
      await client?.end();
    },
  };
}
