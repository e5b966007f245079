import type { PreflightReport, PreflightRequest } from "../../api/preflight.ts";
import type { Config } from "../../config.ts";
import { acquireFolderLock } from "../../store/folder-lock.ts";
import { askOwner } from "../ask-owner.ts";
import type { BundleInput } from "../diagnose-bundle.ts";
import { findOwner } from "../find-owner.ts";
import { type ContextSettings, openContext } from "../open-context.ts";
import { factsOfBundles } from "./facts-of-bundles.ts";
import { preflight } from "./preflight.ts";
import { runPreflight } from "./run-preflight.ts";

/** By the process that owns the store, where one runs, else with the store itself. */
export async function preflightNow(
  input: PreflightRequest,
  settings: ContextSettings,
): Promise<PreflightReport> {
  const { config } = settings;
  const owner = findOwner(config);
  if (owner) {
    return (await askOwner(owner, "/api/v1/preflight", { body: input, wanted: "judge" })) as PreflightReport;
  }
  return withFolder(config, async () => {
    const context = await openContext(settings);
    try {
      return await preflight(context, input);
    } finally {
      await context.close();
    }
  });
}

/** Over files of AWS's answers alone: nothing is asked of AWS, so of documents and groups nothing is known. */
export async function preflightBundles(
  input: PreflightRequest,
  bundles: readonly BundleInput[],
): Promise<PreflightReport> {
  const facts = await factsOfBundles(bundles);
  const notAsked = async () => null;
  return runPreflight(input, {
    loadFacts: async () => facts,
    aws: {
      document: notAsked,
      members: notAsked,
      rights: async () => ({ unread: "a bundle is judged, and nothing is asked of AWS" }),
    },
  });
}

async function withFolder<Result>({ store }: Config, work: () => Promise<Result>): Promise<Result> {
  const lock = "folder" in store ? acquireFolderLock(store.folder) : null;
  try {
    return await work();
  } finally {
    lock?.release();
  }
}
