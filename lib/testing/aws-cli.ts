import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";

/** Whether the AWS CLI can be asked here how it reads a line: version 1, which is a module of Python. */
export const hasAwsCli = spawnSync("python3", ["-c", "import awscli"]).status === 0;
if (!hasAwsCli)
  console.warn("SKIPPED: the AWS CLI (version 1) is not installed, so no command line is read by it.");

export type CliAnswer = { operation?: string; input?: Record<string, unknown>; code: number; said: string };

/** What the CLI makes of command lines, as a shell hands them to it. */
export function readCommands(lines: readonly string[]): CliAnswer[] {
  const { stdout, stderr, status } = spawnSync("python3", [script], {
    input: JSON.stringify(lines.map(splitInShell)),
    ...{ encoding: "utf8", maxBuffer: 64 * 1024 * 1024, env: environmentOf() },
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as CliAnswer[];
}

/** What AWS, or what stands at the endpoint, says to command lines. The endpoint may live in this very process. */
export async function runCommands(
  lines: readonly string[],
  endpoint: string,
  environment: Record<string, string>,
): Promise<CliAnswer[]> {
  const child = spawn("python3", [script, endpoint], { env: { ...environmentOf(), ...environment } });
  child.stdin.end(JSON.stringify(lines.map(splitInShell)));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout) as CliAnswer[];
}

/** Runs lines as one script of a shell, which ends at the first that fails: then it throws what was said. */
export async function runScript(
  lines: readonly string[],
  endpoint: string,
  environment: Record<string, string>,
): Promise<void> {
  const script = [`aws() { python3 -m awscli "$@"; }`, "set -e", ...lines].join("\n");
  const env = { ...environmentOf(), ...environment, AWS_ENDPOINT_URL: endpoint };
  const child = spawn("sh", ["-c", script], { env, stdio: ["ignore", "ignore", "pipe"] });
  const ended = once(child, "close");
  const said = await text(child.stderr);
  const [code] = await ended;
  if (code !== 0) throw new Error(`${lines.join("\n")}\n${said}`);
}

function splitInShell(line: string): string[] {
  const { stdout, stderr } = spawnSync("sh", ["-c", `aws() { printf '%s\\0' "$@"; }\n${line}`], {
    encoding: "utf8",
  });
  if (stderr !== "") throw new Error(`${line}\n${stderr}`);
  return stdout.split("\0").slice(0, -1);
}

const script = join(import.meta.dirname, "aws-cli.py");

function environmentOf(): NodeJS.ProcessEnv {
  return { ...process.env, AWS_PAGER: "" };
}
