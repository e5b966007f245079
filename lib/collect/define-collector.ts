import type { ReadError } from "../aws/errors.ts";
import type { OperationName } from "../aws/operations.ts";
import type { AwsReader } from "../aws/reader.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import type { DocumentOf } from "../model/documents/document.ts";
import type { Stored } from "./stored.ts";

/** One resource as AWS described it; of several answers where AWS spreads it over several calls. */
export type Read<Body> = {
  /** Undefined where AWS sent an item without: it is refused, and said so. */
  id: string | undefined;
  body: Body;
  /** Fields of `body` whose own read failed. What was known of them before still stands. */
  missing?: readonly string[];
  /** Kept beside the document, as it moves with every heartbeat. */
  lastPingAt?: number | null;
};

/** A read that failed for one resource only, wholly or in part. */
export type ResourceFailure = { resource: string; error: ReadError };

export type ReadPage<Body> = { items: readonly Read<Body>[]; failures?: readonly ResourceFailure[] };

/** What of the documents of another kind has to be known before this kind can be read. */
export type Needs = { [Kind in DocumentKind]?: (document: DocumentOf<Kind>) => readonly string[] };

export type CollectContext = {
  /** What was needed of the documents of `kind`, each once. */
  needed(kind: DocumentKind): ReadonlySet<string>;
  /** The only nodes to read; null for all. */
  nodes: readonly string[] | null;
};

type Definition<Kind extends DocumentKind, Body> = {
  kind: Kind;
  /** The operations that `read` calls. The permissions that people are asked for are made of these. */
  actions: readonly OperationName[];
  needs?: Needs;
  /** Of the kinds that it needs those without which it is whole: what they alone lead to nobody else asks for. */
  wholeWithout?: readonly DocumentKind[];
  /** Read only if asked for. */
  isOptional?: boolean;
  /** Fields of the body that are read by an operation of their own, by that operation: what is missing where it fails. */
  parts?: { [Name in OperationName]?: readonly (keyof Body & string)[] };
  /** Whether it has one document a node, so that single nodes can be read again. */
  isOfNodes?: boolean;
  /** Asks AWS, page after page, and draws no conclusion. */
  read(reader: AwsReader, context: CollectContext): AsyncIterable<ReadPage<Body>>;
  /** Makes the typed document; throws a ParseError for what is none. */
  parse(body: Stored<Body>): DocumentOf<Kind>;
};

export type Collector<Kind extends DocumentKind = DocumentKind> = Omit<
  Required<Definition<Kind, unknown>>,
  "parse" | "parts" | "read"
> & {
  parts: { [Name in OperationName]?: readonly string[] };
  read(reader: AwsReader, context: CollectContext): AsyncIterable<ReadPage<unknown>>;
  parse(body: unknown): DocumentOf<Kind>;
};

export function defineCollector<Kind extends DocumentKind, Body>(
  definition: Definition<Kind, Body>,
): Collector<Kind> {
  return {
    needs: {},
    parts: {},
    wholeWithout: [],
    isOptional: false,
    isOfNodes: false,
    ...definition,
    // The one who stored the body is the one who read it: `read` above, whose answers the SDK typed.
    parse: (body) => definition.parse(body as Stored<Body>),
  };
}
