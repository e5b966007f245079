import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, chownSync, constants, globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";

export type TestPostgres = { url: string; stop(): Promise<void> };

/** Where initdb and postgres are, the newest first; undefined where no server is installed. */
export function findPostgres(): string | undefined {
  const installed = globSync([
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
  ]);
  const newestFirst = installed.sort((a, b) => versionOf(b) - versionOf(a));
  const folders = [...newestFirst, ...(process.env.PATH ?? "").split(delimiter)];
  return folders.find((folder) => ["initdb", "postgres"].every((name) => isExecutable(join(folder, name))));
}

/**
 * A Postgres of its own in a temporary folder, reached over a socket in it. It refuses to run as root, so there it runs
 * as a user without rights. It forgets everything when it stops.
 */
export async function startPostgres(binaries: string): Promise<TestPostgres> {
  const folder = mkdtempSync(join(tmpdir(), "muster-pg-"));
  const user = unprivilegedUser();
  if (user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, "data");
  const as = { ...user, cwd: folder, env: { ...process.env, LC_ALL: "C" } };
  execFileSync(
    join(binaries, "initdb"),
    ["-D", data, "-U", "muster", "-A", "trust", "-E", "UTF8", "--no-sync", "--no-instructions"],
    { ...as, stdio: "pipe" },
  );
  const settings = [
    "listen_addresses=",
    `unix_socket_directories=${folder}`,
    "fsync=off",
    "full_page_writes=off",
  ];
  const server = spawn(
    join(binaries, "postgres"),
    ["-D", data, ...settings.flatMap((setting) => ["-c", setting])],
    {
      ...as,
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  const killed = () => void server.kill("SIGQUIT");
  process.on("exit", killed);
  await untilReady(server);
  return {
    url: `postgres:///postgres?host=${encodeURIComponent(folder)}&user=muster`,
    async stop() {
      const ended = once(server, "exit");
      server.kill("SIGQUIT");
      await ended;
      process.off("exit", killed);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilReady(server: ChildProcess): Promise<void> {
  const log: string[] = [];
  for await (const line of createInterface({ input: server.stderr! })) {
    log.push(line);
    if (line.includes("ready to accept connections")) {
      server.stderr!.resume();
      return;
    }
  }
  throw new Error(`Postgres did not start:\n${log.join("\n")}`);
}

function unprivilegedUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ["postgres", "nobody"]) {
    try {
      const [uid, gid] = ["-u", "-g"].map((flag) =>
        Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: "pipe" })),
      );
      return { uid: uid!, gid: gid! };
    } catch {
      // No such user here: the next one.
    }
  }
  throw new Error("Postgres does not run as root, and there is neither a user postgres nor a user nobody.");
}

function versionOf(folder: string): number {
  return Number(/(\d+)(?:\.\d+)?\/bin$/.exec(folder)?.[1] ?? 0);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
