import packageJson from "../../package.json" with { type: "json" };
import { isFleetError } from "../model/fleet-error.ts";
import { fileError } from "./file-error.ts";
import { UsageError } from "./usage-error.ts";

type Command = {
  help: string;
  /** Answers the exit code; undefined is 0. */
  run(args: string[]): Promise<number | undefined>;
};

const commands: Record<string, { summary: string; load: () => Promise<Command> }> = {
  sync: { summary: "read AWS now, and say what was read", load: () => import("./commands/sync.ts") },
  diagnose: {
    summary: "say of each node in bundles what is known",
    load: () => import("./commands/diagnose.ts"),
  },
  failures: {
    summary: "list what failed because of its targets, and why",
    load: () => import("./commands/failures.ts"),
  },
  plan: {
    summary: "print the fixes that bring back the most nodes soonest",
    load: () => import("./commands/plan.ts"),
  },
  trace: {
    summary: "follow a connection hop by hop in bundles",
    load: () => import("./commands/trace.ts"),
  },
  preflight: {
    summary: "say what a command would come to, before it is sent",
    load: () => import("./commands/preflight.ts"),
  },
  report: {
    summary: "write a bundle of AWS's answers, for support and tests",
    load: () => import("./commands/report.ts"),
  },
  export: {
    summary: "write all that the store keeps into a folder",
    load: () => import("./commands/export.ts"),
  },
  import: { summary: "fill an empty store from such a folder", load: () => import("./commands/import.ts") },
  demo: { summary: "start the embedded AWS endpoint", load: () => import("./commands/demo.ts") },
};

const help = `muster COMMAND [options]

${Object.entries(commands)
  .map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`)
  .join("\n")}

\`muster COMMAND --help\` tells more. \`npm start\` and \`npm run demo\` start the dashboard.

Exit codes: 0 done; 1 it failed, and stderr says why; 2 done in part (what could not be read is told); 64 wrong usage.`;

/** The command line. */
export async function main([name, ...args]: string[]): Promise<void> {
  // Whoever reads through a pipe may have seen enough, as `head` has.
  process.stdout.on("error", endWithoutOutput);
  try {
    process.exitCode = await runCommand(name, args);
    // What is still on its way out would be lost when the process ends.
    await new Promise<void>((done) => process.stdout.write("", () => done()));
  } catch (error) {
    if (isOfOutput(error)) endWithoutOutput(error);
    process.exitCode = error instanceof UsageError ? 64 : 1;
    const isExpected = error instanceof UsageError || isFleetError(error);
    process.stderr.write(`${isExpected ? error.message : ((error as Error)?.stack ?? error)}\n`);
  }
  // A command that has ended may have sockets and threads that would hold the process.
  process.exit();
}

function endWithoutOutput(error: NodeJS.ErrnoException): never {
  if (error.code !== "EPIPE")
    process.stderr.write(`${fileError("The output cannot be written", error).message}\n`);
  process.exit(error.code === "EPIPE" ? 0 : 1);
}

/** Whether a command met the error of the output before its listener did. */
function isOfOutput(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && error === process.stdout.errored;
}

async function runCommand(name: string | undefined, args: string[]): Promise<number> {
  if (name === "--version" || name === "-v") return print(packageJson.version);
  if (name === undefined || name === "--help" || name === "-h" || name === "help") return print(help);
  const command = commands[name];
  if (!command) throw new UsageError(`There is no command "${name}".\n\n${help}`);
  const loaded = await command.load();
  if (args.includes("--help") || args.includes("-h")) return print(loaded.help);
  return (await loaded.run(args)) ?? 0;
}

function print(words: string): number {
  process.stdout.write(`${words}\n`);
  return 0;
}
