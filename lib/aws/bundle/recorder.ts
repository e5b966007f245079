import type { Scope } from "../../model/scope.ts";
import { ReadError } from "../errors.ts";
import { getOperation, type InputOf, type OperationName } from "../operations.ts";
import type { AwsReader } from "../reader.ts";
import { secretFields } from "../secret-fields.ts";
import { findResourceRule } from "./resource-rules.ts";

type Fields = Record<string, unknown>;
type RecordedError = { input?: Fields; code: string; message: string };

/** A bundle as it is written to a file. */
export type BundleFile = {
  muster: 1;
  scope: Scope;
  at: string;
  documents: Record<string, Fields | { input: Fields; output: Fields }[]>;
  errors: Record<string, RecordedError | RecordedError[]>;
};

export type Recorder = {
  /** Reads as the reader that it was made of, and remembers each answer. */
  reader: AwsReader;
  /** What was answered so far. Secrets are not in it. */
  toBundle(at: Date): BundleFile;
};

/** Listens to a reader, so that what it answered can be asked again of a file. */
export function createRecorder(reader: AwsReader): Recorder {
  const answers = new Map<OperationName, Map<string, { input: Fields; outputs: Fields[] }>>();
  const errors = new Map<OperationName, Map<string, RecordedError>>();

  const keep = <Name extends OperationName>(name: Name, input: InputOf<Name>, output: unknown) => {
    const about = inputToTell(name, input);
    const ofOperation = answers.get(name) ?? new Map();
    answers.set(name, ofOperation);
    const key = JSON.stringify(about);
    const known = ofOperation.get(key) ?? { input: about, outputs: [] };
    ofOperation.set(key, known);
    known.outputs.push(toPlain(output) as Fields);
  };
  const keepError = <Name extends OperationName>(name: Name, input: InputOf<Name>, error: unknown) => {
    if (!(error instanceof ReadError) || error.operation !== name || error.reason === "aborted") return;
    const about = inputToTell(name, input);
    const ofOperation = errors.get(name) ?? new Map();
    errors.set(name, ofOperation);
    const said = { code: error.code ?? codes[error.reason] ?? "Failed", message: error.message };
    ofOperation.set(JSON.stringify(about), Object.keys(about).length > 0 ? { input: about, ...said } : said);
  };

  return {
    reader: {
      scope: reader.scope,
      async call(name, input, options) {
        try {
          const output = await reader.call(name, input, options);
          keep(name, input, output);
          return output;
        } catch (error) {
          keepError(name, input, error);
          throw error;
        }
      },
      async *pages(name, input, options) {
        try {
          for await (const output of reader.pages(name, input, options)) {
            keep(name, input, output);
            yield output;
          }
        } catch (error) {
          keepError(name, input, error);
          throw error;
        }
      },
    },
    toBundle: (at) => ({
      muster: 1,
      scope: reader.scope,
      at: at.toISOString(),
      documents: Object.fromEntries(
        [...answers].map(([name, ofOperation]) => [name, toDocument(name, [...ofOperation.values()])]),
      ),
      errors: Object.fromEntries(
        [...errors].map(([name, ofOperation]) => [name, toError([...ofOperation.values()])]),
      ),
    }),
  };
}

/** Stand in for the code that some failures do not have, and mean the same when they are read again. */
const codes: Partial<Record<ReadError["reason"], string>> = {
  denied: "AccessDenied",
  throttled: "Throttling",
  unsupported: "UnknownOperation",
};

/** What of the input says which resource the answer is about; nothing where the operation lists all there is. */
function inputToTell<Name extends OperationName>(name: Name, input: InputOf<Name>): Fields {
  const given: Fields = Object.assign({}, input);
  const keys = findResourceRule(name)?.keys ?? [];
  return Object.fromEntries(keys.filter((key) => given[key] !== undefined).map((key) => [key, given[key]]));
}

function toDocument(name: OperationName, recorded: readonly { input: Fields; outputs: Fields[] }[]) {
  if (findResourceRule(name) === undefined)
    return merge(
      name,
      recorded.flatMap(({ outputs }) => outputs),
    );
  return recorded.map(({ input, outputs }) => ({ input, output: merge(name, outputs) }));
}

function toError(recorded: readonly RecordedError[]): RecordedError | RecordedError[] {
  const [first] = recorded;
  return first !== undefined && first.input === undefined ? first : [...recorded];
}

function merge(name: OperationName, outputs: readonly Fields[]): Fields {
  const { items, paging } = getOperation(name);
  const merged: Fields = Object.assign({}, ...outputs);
  if (paging !== null) delete merged[paging.next];
  if (items !== null) {
    merged[items] = outputs.flatMap((output) => (Array.isArray(output[items]) ? output[items] : []));
  }
  return merged;
}

/** An answer of the SDK as JSON, without what the SDK adds and without secrets. */
function toPlain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value !== "object" || value === null) return value;
  const plain: Fields = {};
  for (const [key, field] of Object.entries(value)) {
    if (key.startsWith("$") || field instanceof Uint8Array || field === undefined) continue;
    const kept = secretFields.has(key) ? idsAmong(key, field) : toPlain(field);
    if (kept !== undefined) plain[key] = kept;
  }
  return plain;
}

/** Of what runs were given and gave out, the ids alone: which nodes they were for, and which commands they sent. */
function idsAmong(key: string, field: unknown): unknown {
  const wanted = wantedIds[key];
  return wanted === undefined ? undefined : idsWithin(field, wanted);
}

function idsWithin(value: unknown, wanted: RegExp): unknown {
  if (Array.isArray(value)) {
    const kept = value.flatMap((each) => idsWithin(each, wanted) ?? []);
    return kept.length === 0 ? undefined : kept;
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
      const kept = idsWithin(inner, wanted);
      return kept === undefined ? [] : [[name, kept]];
    });
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
  }
  return String(value).match(wanted)?.join(" ");
}

const nodeIds = /\bm?i-[0-9a-f]{8,17}\b/g;
const wantedIds: Readonly<Record<string, RegExp>> = {
  Input: nodeIds,
  InputTemplate: nodeIds,
  Inputs: nodeIds,
  Parameters: nodeIds,
  TaskInvocationParameters: nodeIds,
  TaskParameters: nodeIds,
  Outputs: /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g,
};
