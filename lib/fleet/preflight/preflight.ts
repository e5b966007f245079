import type { PreflightReport, PreflightRequest } from "../../api/preflight.ts";
import { connectByConfig } from "../../sync/connect-by-config.ts";
import type { FleetContext } from "../context.ts";
import { type AwsQuestions, createAwsQuestions } from "./ask-aws.ts";
import { loadFleetFacts } from "./facts-of-index.ts";
import { runPreflight } from "./run-preflight.ts";

const questions = new WeakMap<FleetContext, Promise<AwsQuestions>>();

/** What would happen if this was sent now. */
export async function preflight(context: FleetContext, input: PreflightRequest): Promise<PreflightReport> {
  let aws = questions.get(context);
  if (aws === undefined) {
    aws = openQuestions(context);
    questions.set(context, aws);
  }
  return runPreflight(input, {
    loadFacts: (request) => loadFleetFacts(context, request),
    aws: await aws,
  });
}

/** Its own way into AWS: what a reader waits for here must not queue behind a sync. */
async function openQuestions({ config, store, now }: FleetContext): Promise<AwsQuestions> {
  const connection = connectByConfig(config);
  const scopes = new Map((await store.loadScopes()).map((scope) => [scope.key, scope]));
  return createAwsQuestions((key) => {
    const scope = scopes.get(key);
    return scope && connection.reader(scope);
  }, now);
}
