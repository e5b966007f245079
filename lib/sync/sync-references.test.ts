import { beforeEach, expect, test } from "vitest";
import { parseBundle } from "../aws/bundle/parse-bundle.ts";
import { createBundleReader } from "../aws/bundle-reader.ts";
import { ReadError } from "../aws/errors.ts";
import type { AwsReader } from "../aws/reader.ts";
import type { Store } from "../store/store.ts";
import { aRawBundle, bundleAt } from "../testing/a-bundle.ts";
import { goneId as gone } from "../testing/a-bundle-events.ts";
import { describeStores } from "../testing/describe-stores.ts";
import { syncReferences } from "./sync-references.ts";

const now = () => Date.parse(bundleAt);
const rules = {
  "events:ListRules": { Rules: [{ Name: "nightly" }] },
  "events:ListTargetsByRule": [
    { input: { Rule: "nightly" }, output: { Targets: [{ Id: "1", Arn: "arn:aws:sns:::x", Input: gone }] } },
  ],
};
const readerOf = (documents: object, errors = {}) =>
  createBundleReader(parseBundle(JSON.parse(JSON.stringify(aRawBundle(documents, errors))), "bundle.json"));

describeStores(({ open }) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });
  const read = (reader: AwsReader) => syncReferences({ store, reader, now });
  const names = async () =>
    (await store.loadStoredReferences()).flatMap(({ holders }) => holders.map((each) => each.name));

  test("what could not be read again stands as it was known, and what is there no more is gone", async () => {
    await read(readerOf(rules));
    expect(await names()).toEqual(["nightly"]);
    await read(readerOf({}, { "events:ListRules": { code: "AccessDeniedException", message: "no" } }));
    expect(await names()).toEqual(["nightly"]);
    await read(readerOf({ "events:ListRules": { Rules: [] } }));
    expect(await names()).toEqual([]);
  });

  test("credentials that are no good end the reading alone", async () => {
    await read(readerOf(rules));
    const end = new ReadError({
      reason: "expired-credentials",
      operation: "events:ListRules",
      message: "over",
    });
    const failing: AwsReader = {
      ...readerOf({}),
      call: () => Promise.reject(end),
      // biome-ignore lint/correctness/useYield: it fails before there is anything to give
      async *pages() {
        throw end;
      },
    };
    await read(failing);
    expect(await names()).toEqual(["nightly"]);
  });
});
