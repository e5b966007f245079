import { type BundleTrace, traceInBundles } from "../../fleet/trace-bundle.ts";
import { isFleetError } from "../../model/fleet-error.ts";
import type { Hop } from "../../model/path.ts";
import { parseCount, parseOptions } from "../parse-options.ts";
import { readBundles } from "../read-bundles.ts";
import { UsageError } from "../usage-error.ts";

export const help = `muster trace BUNDLE… --from NODE|INTERFACE --to ADDRESS|SERVICE [options]

Follows a connection hop by hop, there and back, as far as the configuration in bundles tells (files of AWS's answers;
\`muster report\` writes one). Nothing is sent, and nothing is asked of AWS. - reads a bundle from standard input.

  --from ID        an instance (its primary interface) or an interface; the bundle that has it is asked
  --to WHERE       an IPv4 or IPv6 address, or an AWS service of that Region: its word, as ssm, ssmmessages or s3, the name
                   of its endpoints, as com.amazonaws.eu-west-1.ssm, or its host, as ssm.eu-west-1.amazonaws.com; or one
                   endpoint by its id or a DNS name of its own, as vpce-…-….ssm.eu-west-1.vpce.amazonaws.com
  --port N         the port (default 443), which icmp and all have none of
  --protocol NAME  tcp (default), udp, icmp (a ping) or all, or its number
  --json           all of it: hops, what blocks, what cannot be decided

Exit codes: 0 reachable; 2 blocked; 4 configuration cannot decide; 1 a bundle could not be read, or none has the source,
and stderr says which; 64 wrong usage.`;

const options = {
  from: { type: "string" },
  to: { type: "string" },
  port: { type: "string" },
  protocol: { type: "string" },
  json: { type: "boolean" },
} as const;

const exitCodes = { reachable: 0, blocked: 2, undecided: 4 } as const;

/** `muster trace` */
export async function run(args: string[]): Promise<number> {
  const { values, words } = parseOptions(args, options, help);
  const { from, to, protocol, json = false } = values;
  if (words.length === 0) throw new UsageError(`Which bundle?\n\n${help}`);
  if (!from || !to) throw new UsageError(`--from and --to say between what.\n\n${help}`);
  const port =
    values.port === undefined ? undefined : parseCount("port", values.port, { least: 1, most: 65_535 });
  const inputs = await readBundles(words);
  const trace = await traceInBundles(inputs, { from, to, protocol, port }).catch((error: unknown) => {
    const isOfOption = isFleetError(error) && ["from", "to", "port", "protocol"].includes(error.field ?? "");
    throw isOfOption && error.code === "invalid-input" ? new UsageError(`--${error.message}`) : error;
  });
  process.stdout.write(json ? `${JSON.stringify(trace, null, 2)}\n` : toWords(trace));
  return exitCodes[trace.answer];
}

const marks: Record<Hop["state"], string> = {
  pass: "✓",
  block: "✗",
  partial: "~",
  unknown: "?",
  "not-applicable": "·",
};

function toWords(trace: BundleTrace): string {
  const { bundle, scope, source, destination, protocol, port, hops, blockers, doubts, warnings } = trace;
  const from = source === null ? "?" : `${source.instanceId ?? source.interfaceId} (${source.address})`;
  const to = destination.endpoint ?? destination.service ?? destination.addresses.join(", ");
  const what = port === null ? protocol : `${protocol} ${port}`;
  const way = (direction: Hop["direction"], title: string) => {
    const own = hops.filter((hop) => hop.direction === direction);
    return own.length === 0 ? [] : [`  ${title}`, ...own.map(toLine)];
  };
  const list = (title: string, sentences: readonly string[]) =>
    sentences.length === 0 ? [] : ["", `  ${title}`, ...sentences.map((sentence) => `    ${sentence}`)];
  return `${[
    `${from} to ${to}, ${what}: ${trace.answer}`,
    `  ${bundle}, ${scope}`,
    "",
    ...way("out", "There"),
    ...way("back", "Back"),
    ...list(
      "What blocks",
      blockers.map(({ cause, subject, sentence }) => `${cause} ${nameOf(subject)}: ${sentence}`),
    ),
    ...list("What cannot be decided", doubts.map(toDoubt)),
    ...list(
      "Worth knowing",
      warnings.map(({ sentence }) => sentence),
    ),
  ].join("\n")}\n`;
}

function toLine({ kind, state, isReached, sentence, resources }: Hop): string {
  const names = resources.map(nameOf).join(", ");
  const reach = isReached ? "" : " (not reached)";
  return `    ${marks[state]} ${kind.padEnd(22)} ${names === "" ? "" : `${names}: `}${sentence}${reach}`;
}

function nameOf({ id, scope }: Hop["resources"][number]): string {
  return scope === undefined ? id : `${id} in ${scope}`;
}

function toDoubt(doubt: BundleTrace["doubts"][number]): string {
  return doubt.because === "gap"
    ? `${doubt.sentence} (needs ${doubt.gap.action})`
    : `${doubt.sentence} (${doubt.whoCanTell} could tell)`;
}
