import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** Whether the AWS CLI can be asked here how it reads a line: version 1, which is a module of Python. */
export const hasAwsCli = spawnSync("python3", ["-c", "import awscli"]).status === 0;
if (!hasAwsCli)
  console.warn("SKIPPED: the AWS CLI (version 1) is not installed, so no command line is read by it.");

export type CliAnswer = { operation?: string; input?: Record<string, unknown>; code: number; said: string };

/** What the CLI makes of command lines, as a shell hands them to it. */
export function readCommands(lines: readonly string[]): CliAnswer[] {
  return run(lines.map(splitInShell), []);
}

/** What AWS, or what stands at the endpoint, says to command lines. */
export function runCommands(lines: readonly string[], endpoint: string, environment: Record<string, string>) {
  return run(lines.map(splitInShell), [endpoint], environment);
}

function splitInShell(line: string): string[] {
  const { stdout, stderr } = spawnSync("sh", ["-c", `aws() { printf '%s\\0' "$@"; }\n${line}`], {
    encoding: "utf8",
  });
  if (stderr !== "") throw new Error(`${line}\n${stderr}`);
  return stdout.split("\0").slice(0, -1);
}

function run(
  words: readonly string[][],
  args: string[],
  environment: Record<string, string> = {},
): CliAnswer[] {
  const { stdout, stderr, status } = spawnSync(
    "python3",
    [join(import.meta.dirname, "aws-cli.py"), ...args],
    {
      input: JSON.stringify(words),
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, AWS_PAGER: "", ...environment },
    },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as CliAnswer[];
}
