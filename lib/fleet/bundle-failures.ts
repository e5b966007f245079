import type { Bundle } from "../aws/bundle/parse-bundle.ts";
import { createBundleReader } from "../aws/bundle-reader.ts";
import { chainFailures } from "../failures/chain.ts";
import { explain, type PastLookup } from "../failures/explain.ts";
import { type FailurePage, failureSourceReaders, readFailures } from "../failures/sources/index.ts";
import type { CauseCode, Subject } from "../model/cause.ts";
import type { Explanation, Failure, FailureGap } from "../model/failure.ts";
import { withListings } from "./bundle-listings.ts";

/** A failure as `muster diagnose --json` prints it. */
export type DiagnosedFailure = {
  kind: string;
  source: Failure["source"];
  operation: string;
  at: string;
  caller: string | null;
  document: string | null;
  /** Ids as they were given, or the expression where none were. */
  targets: string[];
  cause: { code: CauseCode; subject: Subject | null; sentence: string; isInferred: boolean };
  /** Target by target, where something is said of one. */
  explained: { id: string; code: CauseCode; subject: Subject | null; sentence: string; sankCall: boolean }[];
  errorCode: string;
  message: string | null;
  requestId: string | null;
  records: Failure["records"];
  /** It ended green all the same. */
  silent: boolean;
};

export type BundleFailures = { failures: Failure[]; gaps: FailureGap[] };

/** What failed before the moment of a bundle because of its targets, read out of its answers as out of AWS's; the newest first. */
export async function readBundleFailures(given: Bundle): Promise<BundleFailures> {
  const bundle = withListings(given);
  // A source of which the file has nothing was not looked at, which is no gap of anything that was.
  const sources = failureSourceReaders.filter(({ actions }) =>
    actions.some((action) => bundle.answers.has(action) || bundle.errors.has(action)),
  );
  const pages: FailurePage[] = [];
  await readFailures(createBundleReader(bundle), {
    ...{ now: bundle.at, sources },
    checkpointOf: async () => null,
    save: async (_, page) => void pages.push(page),
  });
  const failures = await chainFailures(
    {
      sightings: pages.flatMap(({ sightings }) => sightings),
      links: pages.flatMap(({ links }) => links),
    },
    nothingHeld,
  );
  return {
    failures: failures.filter(({ at }) => at <= bundle.at).sort((one, other) => other.at - one.at),
    gaps: distinct(pages.flatMap(({ gaps }) => gaps).filter(({ reason }) => reason !== "unsupported")),
  };
}

/** All that there is was seen together. */
const nothingHeld = { byId: async () => [], byRecord: async () => [], linksTo: async () => [] };

function distinct(gaps: readonly FailureGap[]): FailureGap[] {
  return [...new Map(gaps.map((gap) => [`${gap.source} ${gap.action} ${gap.reason}`, gap])).values()];
}

export function diagnoseFailures(failures: readonly Failure[], past: PastLookup): DiagnosedFailure[] {
  return failures.map((failure) => toDiagnosed(failure, explain(failure, past)));
}

function toDiagnosed(failure: Failure, { targets, ...told }: Explanation): DiagnosedFailure {
  const { kind, source, operation, at, caller, errorCode, message, requestId, records } = failure;
  return {
    ...{ kind, source, operation, at: new Date(at).toISOString(), caller },
    ...{ document: failure.documentName, targets: failure.targets },
    cause: {
      ...{ code: told.cause, subject: told.subject, sentence: told.sentence, isInferred: told.isInferred },
    },
    explained: targets.map(({ id, cause, subject, sentence, sankCall }) => ({
      ...{ id, code: cause, subject, sentence, sankCall },
    })),
    ...{ errorCode, message, requestId, records, silent: failure.isSilent },
  };
}
