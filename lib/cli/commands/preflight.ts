import { userInfo } from "node:os";
import { quote } from "shlex";
import packageJson from "../../../package.json" with { type: "json" };
import type { PreflightReport } from "../../api/preflight.ts";
import { loadConfig } from "../../config.ts";
import { preflightBundles, preflightNow } from "../../fleet/preflight/preflight-now.ts";
import { parseOptions } from "../parse-options.ts";
import { printForGithub } from "../preflight/print-for-github.ts";
import { printInWords } from "../preflight/print-in-words.ts";
import { readBundles } from "../read-bundles.ts";
import { readText } from "../read-text.ts";
import { UsageError } from "../usage-error.ts";

export const help = `muster preflight [options] [TEXT…]
muster preflight [options] -- aws ssm …

Says target by target what would happen if this was sent now: ids in any mess, ARNs, tag expressions, a whole
\`aws ssm …\` command line, JSON, YAML, Terraform, an error message. Where the dashboard runs, it is asked; else the store is.

  --file FILE      read the text from a file; - is standard input (and the default where no TEXT is given)
  --scope KEY      where the call is made, as 123456789012:eu-west-1, where the text does not say
  --as ARN         who would send it, a role, user or session: IAM is asked whether they may
  --bundle FILE    judge by this bundle and not by the store; may be given several times; nothing is asked of AWS
  --strict         what is not known counts as not received: exit code 2 instead of 4
  --json           all of it, as POST /api/v1/preflight answers it
  --github         annotations of GitHub Actions, and a summary of the job

Exit codes, the gravest first: 3 AWS would refuse the call; 2 some targets would not receive it, or there are none; 4 not
known; 0 all receive it; 1 it could not be judged, and stderr says why; 64 wrong usage.`;

// Options of the command that somebody forgot to put in quotes.
const hint = `A command goes in quotes, or behind --, as in:
  muster preflight -- aws ssm send-command --instance-ids i-0123456789abcdef0`;

const options = {
  file: { type: "string" },
  scope: { type: "string" },
  as: { type: "string" },
  bundle: { type: "string", multiple: true },
  strict: { type: "boolean" },
  json: { type: "boolean" },
  github: { type: "boolean" },
} as const;

/** `muster preflight` */
export async function run(args: string[]): Promise<number> {
  const isCommand = args.includes("ssm") && !args.includes("--");
  const { values, words } = parseOptions(args, options, isCommand ? `${hint}\n\n${help}` : help);
  if (values.json && values.github) throw new UsageError(`--json or --github, not both.\n\n${help}`);
  if (words.length > 0 && values.file !== undefined)
    throw new UsageError(`A text or --file, not both.\n\n${help}`);
  const text = words.length > 0 ? toText(words) : await readText(values.file ?? "-");
  const input = { text, scope: values.scope, caller: values.as };
  const report =
    values.bundle === undefined
      ? await preflightNow(input, {
          config: loadConfig(),
          actor: { name: userInfo().username, role: "operator" },
          version: packageJson.version,
        })
      : await preflightBundles(input, await readBundles(values.bundle));
  await print(report, values);
  return values.strict && report.exitCode === 4 ? 2 : report.exitCode;
}

/** A shell has taken the quotes of a whole command away, and they kept its words apart. */
function toText(words: readonly string[]): string {
  return words.includes("ssm") ? words.map(quote).join(" ") : words.join(" ");
}

async function print(report: PreflightReport, { json, github }: { json?: boolean; github?: boolean }) {
  if (github) return printForGithub(report, process.env.GITHUB_STEP_SUMMARY);
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : printInWords(report));
}
