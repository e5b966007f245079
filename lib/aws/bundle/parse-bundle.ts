import * as z from "zod";
import { FleetError } from "../../model/fleet-error.ts";
import { type Scope, scopeKey } from "../../model/scope.ts";
import type { Change } from "../../model/world.ts";
import { getOperation, isOperationName, type OperationName } from "../operations.ts";
import { changeSchema, timeSchema } from "./parse-history.ts";
import { findResourceRule } from "./resource-rules.ts";
import { membersOfAnswer, reviveAnswer } from "./revive.ts";
import { isStandIn, standInFor } from "./stand-ins.ts";

/** One answer out of a bundle, typed as the SDK types it. `input` is what was asked, where the file says so. */
export type BundleAnswer = { input: Record<string, unknown> | null; output: Record<string, unknown> };
export type BundleError = { input: Record<string, unknown> | null; code: string; message: string };

/** A file of AWS's answers about one scope, read and checked. */
export type Bundle = {
  scope: Scope;
  /** When it was made, in milliseconds since the epoch: all ages count from here. */
  at: number;
  answers: ReadonlyMap<OperationName, readonly BundleAnswer[]>;
  errors: ReadonlyMap<OperationName, readonly BundleError[]>;
  /** What changed before it was made, as far as its maker knew; the newest first. */
  history: readonly Change[];
  /** Operations and keys in the file that Muster does not read. */
  ignored: readonly string[];
};

const fields = z.record(z.string(), z.unknown());
const operationKey = z
  .string()
  .regex(/^[a-z0-9-]+:[A-Z][A-Za-z0-9]*$/, "is no operation: write it as ec2:DescribeInstances");
const errorSchema = z.object({
  input: fields.optional(),
  code: z.string().min(1),
  message: z.string().default(""),
});

const bundleSchema = z.object({
  muster: z.literal(1, { error: "must be 1: this is how a file says that it is a bundle (docs/bundles.md)" }),
  scope: z.object({
    partition: z.string().min(1).default("aws"),
    account: z.string().regex(/^\d{12}$/, "must be an account id of 12 digits"),
    region: z.string().regex(/^[a-z]{2,}(-[a-z]+)+-\d+$/, "must be the name of a Region, as eu-west-1"),
  }),
  at: timeSchema,
  documents: z
    .record(
      operationKey,
      z.union([fields, z.array(fields)], { error: "must be an output of AWS, or a list" }),
    )
    .default({}),
  errors: z
    .record(
      operationKey,
      z.union([errorSchema, z.array(errorSchema)], {
        error: 'must be { "code": …, "message": … }, or a list of these with the "input" of each',
      }),
    )
    .default({}),
  history: z.array(changeSchema, "must be a list of changes").default([]),
});

/** Reads a bundle from the parsed JSON of `file`; throws a FleetError that names what is wrong in it, and where. */
export function parseBundle(json: unknown, file: string): Bundle {
  const parsed = bundleSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = pathOf(issue?.path ?? []);
    const what = issue?.code === "invalid_key" ? issue.issues[0]?.message : issue?.message;
    const message =
      path === ""
        ? `${file} is no bundle: it must be { "muster": 1, "scope": …, "at": …, "documents": … } (docs/bundles.md).`
        : `${file}: ${path}: ${what ?? "is no bundle"}`;
    throw new FleetError("invalid-input", message, { field: path });
  }
  const { scope, at, documents, errors, history } = parsed.data;
  const named = [...Object.keys(documents), ...Object.keys(errors)];
  return {
    scope,
    at,
    history: history
      .map((change) => ({ ...change, scope: change.scope ?? scopeKey(scope) }))
      .sort((left, right) => right.at - left.at),
    answers: withStandIns(documents, { errors, file }),
    errors: new Map(known(errors).map(([name, value]) => [name, toErrors(value)] as const)),
    ignored: [...unknownKeys(json), ...named.filter((name) => !isOperationName(name) && !isStandIn(name))],
  };
}

function unknownKeys(json: unknown): string[] {
  const keys = new Set<string>([...Object.keys(bundleSchema.shape), "$schema"]);
  return Object.keys(Object(json)).filter((key) => !keys.has(key));
}

function known<T>(record: Record<string, T>): [OperationName, T][] {
  return Object.entries(record).flatMap(([name, value]) => (isOperationName(name) ? [[name, value]] : []));
}

type Fields = Record<string, unknown>;
type Answers = Map<OperationName, BundleAnswer[]>;

function withStandIns(
  documents: Record<string, Fields | Fields[]>,
  { errors, file }: { errors: Record<string, unknown>; file: string },
): Answers {
  const answers: Answers = new Map(
    known(documents).map(([name, value]) => [name, toAnswers(name, value, file)]),
  );
  const asked = new Set([...answers.keys(), ...known(errors).map(([name]) => name)]);
  for (const [name, value] of Object.entries(documents)) {
    const path = `${file}: ${pathOf(["documents", name])}`;
    for (const [operation, answer] of standInFor(name, [value].flat(), { path, asked })) {
      answers.set(operation, [...(answers.get(operation) ?? []), answer]);
    }
  }
  return answers;
}

function toAnswers(name: OperationName, value: Fields | Fields[], file: string): BundleAnswer[] {
  const path = pathOf(["documents", name]);
  if (!Array.isArray(value)) return [toAnswer(name, value, path, file)];
  return value.map((element, index) => toAnswer(name, element, `${path}[${index}]`, file));
}

function toAnswer(name: OperationName, element: Fields, path: string, file: string): BundleAnswer {
  const isPair =
    "output" in element && Object.keys(element).every((key) => key === "input" || key === "output");
  const input = isPair ? toInput(element.input, `${file}: ${path}.input`) : null;
  const rule = findResourceRule(name);
  if (rule !== undefined && !rule.ofOutput && !rule.ofItem && input === null) {
    const [key = "input"] = rule.keys;
    throw new FleetError(
      "invalid-input",
      `${file}: ${path} must be { "input": { "${key}": … }, "output": … }, as the output of ${name} does not say what it is about.`,
      { field: path },
    );
  }
  const schema = getOperation(name).schema();
  const told = isPair ? element.output : element;
  refuseOther(name, membersOfAnswer(schema), told, { file, path });
  return { input, output: (reviveAnswer(schema, told, `${file}: ${path}`) ?? {}) as Fields };
}

/** What a query of the command line made of an answer, or an answer to something else, would read as an empty one. */
function refuseOther(
  name: OperationName,
  members: readonly string[],
  told: unknown,
  { file, path }: { file: string; path: string },
): void {
  // Python's SDK puts it beside what AWS answered.
  const keys = Object.keys(Object(told)).filter((key) => key !== "ResponseMetadata");
  if (keys.length === 0 || keys.some((key) => members.includes(key))) return;
  const what = `${path} is no answer of ${name}: it must have ${members.filter((key) => !/Token$|Marker$/.test(key)).join(" or ")}.`;
  throw new FleetError("invalid-input", `${file}: ${what}`, { field: path });
}

function toInput(input: unknown, path: string): Fields {
  const parsed = fields.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  throw new FleetError("invalid-input", `${path} must be an object.`, { field: path });
}

type RawError = z.output<typeof errorSchema>;

function toErrors(value: RawError | RawError[]): BundleError[] {
  return [value].flat().map(({ input = null, code, message }) => ({ input, code, message }));
}

function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((key) => {
      if (typeof key === "number") return `[${key}]`;
      return /^\w+$/.test(String(key)) ? `.${String(key)}` : `["${String(key)}"]`;
    })
    .join("")
    .replace(/^\./, "");
}
