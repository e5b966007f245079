import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { DiagnosedFailure } from "../../fleet/bundle-failures.ts";
import { type BundleDiagnosis, diagnoseBundles } from "../../fleet/diagnose-bundle.ts";
import type { Gap } from "../../model/gap.ts";
import { parseOptions } from "../parse-options.ts";
import { readBundles } from "../read-bundles.ts";
import { UsageError } from "../usage-error.ts";

export const help = `muster diagnose BUNDLE… [--json]

Says of each node in bundles (files of AWS's answers; \`muster report\` writes one) whether SSM reaches it, and why not.
Bundles that are given together are one world: a node that one of them names may stand in another, and ways lead from one into
the other, as in a shared VPC. Nothing is asked of AWS.
- reads a bundle from standard input.

  --json   an array with one entry a bundle: each node with its checks and its path, the causes that nodes
           share, and what failed in the past with its cause then

Exit codes: 0 diagnosed; 1 a bundle could not be read, and stderr says why; 64 wrong usage.`;

/** `muster diagnose` */
export async function run(args: string[]): Promise<number> {
  const { values, words } = parseOptions(args, { json: { type: "boolean" } }, help);
  if (words.length === 0) throw new UsageError(`Which bundle?\n\n${help}`);
  const inputs = await readBundles(words);
  const { json = false } = values;
  const diagnoses = await diagnoseBundles(inputs, { withProof: json });
  const text = json ? toJson(diagnoses) : diagnoses.map(toWords).join("\n");
  await pipeline(Readable.from(text), process.stdout, { end: false });
  return 0;
}

/** A line a node: all of them with their paths may be more than one text can hold. */
function* toJson(diagnoses: readonly BundleDiagnosis[]): Generator<string> {
  yield "[";
  for (const [index, { nodes, ...rest }] of diagnoses.entries()) {
    yield `${index === 0 ? "" : ","}\n${JSON.stringify(rest).slice(0, -1)},"nodes":[`;
    let comma = "";
    for (const node of nodes) {
      yield `${comma}\n${JSON.stringify(node)}`;
      comma = ",";
    }
    yield "]}";
  }
  yield "\n]\n";
}

function toWords(diagnosis: BundleDiagnosis): string {
  const { bundle, scope, at, nodes, causes, failures, gaps, failureGaps, ignored } = diagnosis;
  const rows = [...nodes].map(({ id, name, status, sure, why }) => [id, name ?? "", status, sure, why ?? ""]);
  const shared = causes.map((cause) => [
    `${cause.nodes.length}`,
    cause.code,
    cause.subject.scope === undefined ? cause.subject.id : `${cause.subject.id} in ${cause.subject.scope}`,
    cause.sentence,
  ]);
  const parts = [
    [`${bundle}: ${scope} at ${at}, ${count(rows.length, "node")}`],
    section("Nodes", rows.length === 0 ? [] : [["node", "name", "status", "sure", "why"], ...rows]),
    section("Causes", shared.length === 0 ? [] : [["nodes", "cause", "to blame", ""], ...shared]),
    section("Failures", toFailureRows(failures)),
    section("Not read", [
      ...toGapRows(gaps),
      // What nodes are judged by and what failed may be read by the same call.
      ...failureGaps
        .filter(({ action, reason }) => !gaps.some((gap) => gap.action === action && gap.reason === reason))
        .map(({ action, reason, message }) => [action, reason, message]),
    ]),
    section(
      "Left out, as Muster knows nothing of it",
      ignored.map((name) => [name]),
    ),
  ];
  return `${parts.flat().join("\n")}\n`;
}

/** What failed alike is one line: how often, and when the last time was. */
function toFailureRows(failures: readonly DiagnosedFailure[]): string[][] {
  if (failures.length === 0) return [];
  const groups = Map.groupBy(failures, ({ kind, operation, document, cause }) =>
    [kind, operation, document, cause.code, cause.subject?.id].join(" "),
  );
  const rows = [...groups.values()].map((group) => {
    const [{ kind, operation, at, cause }] = group as [DiagnosedFailure, ...DiagnosedFailure[]];
    return [`${group.length}`, kind, operation, at, cause.code, cause.sentence];
  });
  return [["times", "kind", "operation", "last", "cause then", ""], ...rows];
}

/** What was not read, a line a permission: with how many resources that concerns where it is not all of a kind. */
function toGapRows(gaps: readonly Gap[]): string[][] {
  const byAction = Map.groupBy(gaps, ({ action, reason }) => `${action} ${reason}`);
  return [...byAction.values()].map((group) => {
    const [{ action, reason, message }] = group as [Gap, ...Gap[]];
    const resources = group.filter(({ resource }) => resource !== null).length;
    return [action, reason, resources === 0 ? message : `${count(resources, "resource")}: ${message}`];
  });
}

function section(title: string, rows: readonly string[][]): string[] {
  if (rows.length === 0) return [];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(widths[column]!)).join("  ");
  return ["", title, ...rows.map((row) => `  ${line(row)}`.trimEnd())];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
