import { randomBytes } from "node:crypto";
import { type BundleFile, createRecorder } from "../aws/bundle/recorder.ts";
import { redactBundle } from "../aws/bundle/redact.ts";
import type { AwsConnection } from "../aws/connection.ts";
import type { AwsReader } from "../aws/reader.ts";
import { identityCalls, lookedUpCalls, readChanges } from "../changes/read-changes.ts";
import { identityScopeFor } from "../changes/trail-region.ts";
import { collectScope, type Sink } from "../collect/collect-scope.ts";
import { allReadActions, collectorOf } from "../collect/index.ts";
import type { Config } from "../config.ts";
import { type ReferenceGap, readReferenceHolders } from "../failures/references/read-references.ts";
import { actionsBesideDocuments, readFailures } from "../failures/sources/index.ts";
import { documentKinds } from "../model/document-kind.ts";
import { FleetError } from "../model/fleet-error.ts";
import type { Gap } from "../model/gap.ts";
import { type Scope, scopeKey } from "../model/scope.ts";
import { connectByConfig } from "../sync/connect-by-config.ts";
import { findScopes, homeRegionOf } from "../sync/find-scopes.ts";
import { followSteps, type ReportSteps } from "./report-steps.ts";
import { stripRuns } from "./strip-runs.ts";

export type Report = { bundle: BundleFile; gaps: Gap[]; failureGaps: ReferenceGap[] };

export type ReportOptions = {
  config: Config;
  /** The scope's key, as 123456789012:eu-west-1; undefined where there is but one. */
  scope?: string;
  isRedacted: boolean;
  /** Told at every step of the reading, which may take minutes. */
  onStep?(steps: ReportSteps): void;
  /** Instead of a way into AWS by the configuration. */
  connection?: AwsConnection;
};

/** Reads one live scope and gives AWS's answers as a bundle. Nothing is stored. */
export async function makeReport({
  config,
  scope: wanted,
  isRedacted,
  onStep = () => undefined,
  connection: given,
}: ReportOptions): Promise<Report> {
  const connection = given ?? connectByConfig(config);
  try {
    const scope = await findScope(connection, config, wanted);
    const steps: ReportSteps = { scope: scopeKey(scope), answers: 0, items: 0, retrying: null };
    onStep(steps);
    const recorderOf = (of: Scope) => createRecorder(followSteps(connection.reader(of), steps, onStep));
    const recorder = recorderOf(scope);
    const gaps: Gap[] = [];
    const sink: Sink = {
      page: () => undefined,
      done: () => undefined,
      gap: (_kind, found) => void gaps.push(...found.filter(isMissed)),
    };
    await collectScope(recorder.reader, sink, { kinds: documentKinds });
    const identityScope = identityScopeFor(scope, [scopeKey(scope)]);
    const identities = identityScope && recorderOf(identityScope);
    const failureGaps = await readPast(recorder.reader, identities?.reader ?? null);
    const whole = withEventsOf(recorder.toBundle(new Date()), identities?.toBundle(new Date()));
    const bundle = stripRuns(withoutRefusedExtras(whole));
    // The key is thrown away: nobody can test guesses at the original names against the file.
    return {
      bundle: isRedacted ? redactBundle(bundle, randomBytes(32).toString("base64url")) : bundle,
      gaps,
      failureGaps,
    };
  } finally {
    if (!given) connection.close();
  }
}

/** As far back as Run Command remembers. CloudTrail goes back farther, at two questions a second. */
const pastMs = 30 * 86_400_000;

/** Has the readers told of what failed in the past, and of what was changed; what of that could not be read. */
async function readPast(reader: AwsReader, identities: AwsReader | null): Promise<ReferenceGap[]> {
  const gaps: ReferenceGap[] = [];
  const now = Date.now();
  const since = now - pastMs;
  const tellChanges = async (of: AwsReader, calls: readonly string[]) => {
    // Nobody waits for the newest of them, so that each call is asked about once.
    for await (const page of readChanges(of, { now, since, checkpoint: null, calls, slicesMs: [] }))
      gaps.push(...page.gaps);
  };
  await Promise.all([
    readFailures(reader, {
      ...{ now, since },
      checkpointOf: async () => null,
      save: async (_, page) => void gaps.push(...page.gaps),
    }),
    tellChanges(reader, lookedUpCalls(reader.scope)),
    readReferenceHolders(reader, now).then((read) => gaps.push(...read.gaps)),
    identities && tellChanges(identities, identityCalls),
  ]);
  return [...new Map(gaps.map((gap) => [`${gap.scope} ${gap.action}`, gap])).values()];
}

const trail = "cloudtrail:LookupEvents";

/** What was done to IAM is kept in another Region; it is told with the scope that was asked about. */
function withEventsOf(bundle: BundleFile, other: BundleFile | undefined): BundleFile {
  const eventsOf = (of: BundleFile | undefined): unknown[] => {
    const answer: { Events?: unknown } = Object(of?.documents[trail]);
    return Array.isArray(answer.Events) ? answer.Events : [];
  };
  const added = eventsOf(other);
  if (added.length === 0) return bundle;
  const Events = [...eventsOf(bundle), ...added];
  return { ...bundle, documents: { ...bundle.documents, [trail]: { Events } } };
}

/** A permission that nobody has to give is no gap where it is not given. */
function isMissed({ kind, reason }: Gap): boolean {
  return reason !== "denied" || !collectorOf(kind).isOptional;
}

/** What may be left unread was not looked at, where AWS refused it, and is read as that. */
function withoutRefusedExtras(bundle: BundleFile): BundleFile {
  const needed = new Set<string>([...allReadActions(), ...actionsBesideDocuments]);
  const errors = Object.entries(bundle.errors).filter(
    ([action]) => needed.has(action) || action in bundle.documents,
  );
  return { ...bundle, errors: Object.fromEntries(errors) };
}

async function findScope(
  connection: AwsConnection,
  config: Config,
  wanted: string | undefined,
): Promise<Scope> {
  const { scopes, trouble } = await findScopes({
    config,
    homeRegion: await homeRegionOf(config, process.env),
    reader: (scope) => connection.reader(scope),
  });
  const matching = scopes.filter((scope) => wanted === undefined || scopeKey(scope) === wanted);
  if (matching.length === 1) return matching[0]!;
  if (scopes.length === 0 && trouble) throw trouble;
  const keys = scopes.map(scopeKey).join(", ");
  const what =
    wanted === undefined
      ? "A bundle holds one scope, and there are several"
      : `${wanted} is no scope that is read here`;
  throw new FleetError("invalid-input", `${what}. Name one with --scope: ${keys}.`, { field: "scope" });
}
