import { narrowAnswer } from "./bundle/narrow-answer.ts";
import type { Bundle, BundleAnswer, BundleError } from "./bundle/parse-bundle.ts";
import { findResourceRule, isSameResource } from "./bundle/resource-rules.ts";
import { reasonOfCode } from "./error-codes.ts";
import { ReadError } from "./errors.ts";
import { getOperation, type InputOf, type OperationName, type OutputOf } from "./operations.ts";
import { countItems } from "./paginate.ts";
import type { AwsReader } from "./reader.ts";

/** Answers from a bundle as AWS would: what the file does not have was not read, and is never "none". */
export function createBundleReader(bundle: Bundle): AwsReader {
  const answer = <Name extends OperationName>(name: Name, input: InputOf<Name>): OutputOf<Name> =>
    // The bundle's answers were made after the schema of their operation, which settles their type.
    (findResourceRule(name)
      ? answerForOne(bundle, name, input)
      : narrowAnswer(name, answerForAll(bundle, name) as OutputOf<Name>, input)) as OutputOf<Name>;

  const call: AwsReader["call"] = async (name, input, options) => {
    options?.signal?.throwIfAborted();
    const output = answer(name, input);
    options?.onPage?.(name, countItems(getOperation(name), output));
    return output;
  };
  return {
    scope: bundle.scope,
    call,
    async *pages(name, input, options) {
      yield await call(name, input, options);
    },
  };
}

function answerForAll(bundle: Bundle, name: OperationName): Record<string, unknown> {
  const [error] = bundle.errors.get(name) ?? [];
  if (error !== undefined) throw toReadError(error, name);
  const answers = bundle.answers.get(name);
  if (answers === undefined) throw notRead(name);
  return merge(name, answers);
}

function answerForOne<Name extends OperationName>(
  bundle: Bundle,
  name: Name,
  input: InputOf<Name>,
): Record<string, unknown> {
  const rule = findResourceRule(name)!;
  const asked: Record<string, unknown> = Object.assign({}, input);
  const errors = bundle.errors.get(name) ?? [];
  const own = errors.find((error) => error.input !== null && isSameResource(rule.keys, error.input, asked));
  if (own !== undefined) throw toReadError(own, name);

  const answers = bundle.answers.get(name) ?? [];
  const matching = answers.flatMap((each) => matchAnswer(name, each, asked) ?? []);
  const merged = matching.length > 0 ? merge(name, matching) : undefined;
  if (merged !== undefined && (rule.answers?.(merged as OutputOf<Name>, input) ?? true)) return merged;

  const general = errors.find((error) => error.input === null);
  if (general !== undefined) throw toReadError(general, name);
  if (answers.length === 0 && errors.length === 0) throw notRead(name);
  // Items name their resource, so a resource without items was asked for and has none.
  if (rule.ofItem && answers.length > 0) return merge(name, []);
  throw notRead(name, JSON.stringify(Object.fromEntries(rule.keys.map((key) => [key, asked[key]]))));
}

/** The answer, or the part of it, that is about what was asked; undefined where none is. */
function matchAnswer<Name extends OperationName>(
  name: Name,
  answer: BundleAnswer,
  asked: Record<string, unknown>,
): BundleAnswer | undefined {
  const { keys, ofOutput, ofItem } = findResourceRule(name)!;
  if (answer.input !== null && isSameResource(keys, answer.input, asked)) return answer;
  if (answer.input !== null && keys.some((key) => answer.input?.[key] !== undefined)) return undefined;
  if (ofOutput) {
    const about: Record<string, unknown> = { ...ofOutput(answer.output as OutputOf<Name>) };
    return isSameResource(keys, about, asked) ? answer : undefined;
  }
  const { items } = getOperation(name);
  const list = items === null ? undefined : answer.output[items];
  if (!ofItem || items === null || !Array.isArray(list)) return undefined;
  const about = list.filter((item) => isSameResource(keys, { ...ofItem(item) }, asked));
  return about.length > 0 ? { ...answer, output: { ...answer.output, [items]: about } } : undefined;
}

/** Several outputs as one: their lists one after another, and of all else what the last one says. */
function merge(name: OperationName, answers: readonly BundleAnswer[]): Record<string, unknown> {
  const { items, paging } = getOperation(name);
  const next = answers.at(-1)?.output[paging?.next ?? ""];
  if (typeof next === "string" && next !== "") {
    const message = `The bundle holds only the first part of ${name}: its answer goes on on a next page.`;
    throw new ReadError({ reason: "failed", operation: name, message });
  }
  const merged: Record<string, unknown> = Object.assign({}, ...answers.map(({ output }) => output));
  if (paging !== null) delete merged[paging.next];
  if (items !== null) {
    merged[items] = answers.flatMap(({ output }) => (Array.isArray(output[items]) ? output[items] : []));
  }
  return merged;
}

function toReadError({ code, message }: BundleError, operation: string): ReadError {
  const meant = reasonOfCode(code) ?? "failed";
  // Credentials that had expired when the bundle was made say nothing about reading it.
  const isOfCredentials = meant === "expired-credentials" || meant === "no-credentials";
  return new ReadError({
    reason: isOfCredentials ? "failed" : meant,
    operation,
    code,
    message: message || code,
  });
}

function notRead(operation: string, resource?: string): ReadError {
  const message =
    resource === undefined
      ? `The bundle has no answer of ${operation}.`
      : `The bundle has no answer of ${operation} for ${resource}.`;
  return new ReadError({ reason: "unsupported", operation, message });
}
