import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Installs Debian packages where this may be done: as root, with apt-get. Says whether it was. */
export function aptInstall(...packages: string[]): boolean {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  process.stdout.write(`Installing ${packages.join(" ")} …\n`);
  const run = (args: string[]) =>
    spawnSync("/usr/bin/apt-get", args, {
      stdio: "ignore",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    }).status === 0;
  return run(["update"]) && run(["install", "-y", "--no-install-recommends", ...packages]);
}
