import { parseBundle } from "../aws/bundle/parse-bundle.ts";
import { createBundleReader } from "../aws/bundle-reader.ts";
import { collectSnapshot } from "../collect/collect-snapshot.ts";
import { documentKinds } from "../model/document-kind.ts";
import { Snapshot, type SnapshotParts } from "../model/snapshot.ts";
import { aRawBundle, healthyAnswers, type RawAnswers } from "./a-bundle.ts";
import type { Way } from "./a-bundle-network.ts";

/** The small account of `a-bundle.ts` as a snapshot: one silent node with which all of AWS is well. */
export async function anAccount(
  way: Way,
  change: (answers: RawAnswers) => void = () => undefined,
): Promise<Snapshot> {
  const answers = healthyAnswers(way);
  change(answers);
  const bundle = parseBundle(aRawBundle(answers), "account.json");
  return await collectSnapshot(createBundleReader(bundle), bundle.at);
}

/** What a snapshot was made of, to make another one of it: with other gaps, or in another order. */
export function partsOfSnapshot(snapshot: Snapshot): SnapshotParts {
  const { scope, at, gaps } = snapshot;
  const read = documentKinds.filter((kind) => snapshot.gapOf(kind) === undefined);
  const documents = Object.fromEntries(
    read.map((kind) => [kind, snapshot.all(kind).map((document) => ({ document, observedAt: at }))]),
  );
  return { scope, at, gaps, documents: documents as SnapshotParts["documents"] };
}

/** The same, but for kinds that could not be read. */
export function withoutReading(
  snapshot: Snapshot,
  kinds: readonly (typeof documentKinds)[number][],
): Snapshot {
  const { gaps, documents, ...rest } = partsOfSnapshot(snapshot);
  const scope = `${rest.scope.account}:${rest.scope.region}` as const;
  const denied = {
    scope,
    reason: "denied",
    message: "not authorized",
    code: "AccessDenied",
    resource: null,
  } as const;
  return new Snapshot({
    ...rest,
    documents: Object.fromEntries(
      Object.entries(documents).filter(([kind]) => !(kinds as string[]).includes(kind)),
    ),
    gaps: [...gaps, ...kinds.map((kind) => ({ ...denied, kind, action: `read:${kind}` }))],
  });
}
