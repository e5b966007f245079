import ipaddr from "ipaddr.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseBundle } from "../aws/bundle/parse-bundle.ts";
import { type BundleFile, createRecorder } from "../aws/bundle/recorder.ts";
import { redactBundle } from "../aws/bundle/redact.ts";
import { createBundleReader } from "../aws/bundle-reader.ts";
import { type Collected, collected } from "../testing/collected.ts";
import { type DemoEndpoint, startDemoEndpoint } from "../testing/endpoint.ts";

let endpoint: DemoEndpoint;
let live: Collected;
let bundle: BundleFile;
let redacted: BundleFile;

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const fromFile = (file: BundleFile) => {
  const json: unknown = JSON.parse(JSON.stringify(file));
  return collected(createBundleReader(parseBundle(json, "fleet.json")));
};

beforeAll(async () => {
  endpoint = await startDemoEndpoint({ nodes: 300 });
  await endpoint.set("denied", {
    rules: [{ action: "ec2:DescribeNatGateways" }, { action: "iam:ListRolePolicies" }],
  });
  const connection = endpoint.connect();
  const recorder = createRecorder(connection.reader(endpoint.scopes[0]!));
  live = await collected(recorder.reader);
  bundle = recorder.toBundle(new Date());
  redacted = redactBundle(bundle, "only for this test");
  connection.close();
});
afterAll(() => endpoint.close());

describe("a bundle that was recorded from a live scope", () => {
  test("gives the same documents and the same gaps as the scope did", async () => {
    const read = await fromFile(bundle);
    expect(read.items).toEqual(live.items);
    expect(read.done).toEqual(live.done);
    const brief = ({ gaps }: Collected) =>
      gaps.map(({ code: _, message: __, ...gap }) => JSON.stringify(gap)).sort();
    expect(brief(read)).toEqual(brief(live));
    expect(read.gaps.length).toBeGreaterThan(1);
  });

  test("holds no parameters of tasks and associations", () => {
    expect(JSON.stringify(bundle)).not.toMatch(/"(?:Task|TaskInvocation)?Parameters":/);
  });
});

describe("a redacted bundle", () => {
  test("still is one, with the same resources in the same states", async () => {
    const read = await fromFile(redacted);
    const states = ({ items }: Collected) =>
      [...(items.get("instance")?.values() ?? [])].map(({ id, document }) => [
        id,
        Reflect.get(document, "state"),
      ]);
    expect(states(read)).toEqual(states(live));
    for (const [kind, ids] of live.done) expect(read.done.get(kind)?.size, kind).toBe(ids.size);
    expect(read.gaps).toHaveLength(live.gaps.length);
  });

  test("has no account, address, name or tag of the scope left", () => {
    const text = JSON.stringify(redacted);
    const { account } = bundle.scope;
    const instances = [...(live.items.get("instance")?.values() ?? [])].map(({ document }) => document);
    const secrets = new Set([account]);
    for (const instance of instances) {
      if (!("tags" in instance && "privateAddress" in instance)) continue;
      if (instance.privateAddress) secrets.add(instance.privateAddress);
      if (instance.publicAddress) secrets.add(instance.publicAddress);
      if (instance.tags.Name) secrets.add(instance.tags.Name);
    }
    for (const id of live.items.get("role")?.keys() ?? []) {
      const role = id.slice(id.lastIndexOf("/") + 1);
      if (!/^(?:aws|amazon)/i.test(role)) secrets.add(role);
    }
    expect(secrets.size).toBeGreaterThan(100);
    // As a whole word: 10.0.0.1 is also the beginning of an address that has nothing to do with it.
    const left = [...secrets].filter((secret) =>
      new RegExp(`(?<![\\w.-])${escaped(secret)}(?![\\w.-])`).test(text),
    );
    expect(left).toEqual([]);
  });

  test("keeps addresses within their networks", async () => {
    const read = await fromFile(redacted);
    const subnets = read.items.get("subnet");
    let compared = 0;
    for (const { document } of read.items.get("instance")?.values() ?? []) {
      if (!("privateAddress" in document && "subnetId" in document) || !document.privateAddress) continue;
      const subnet = subnets?.get(String(document.subnetId))?.document;
      if (!subnet || !("cidrBlock" in subnet) || !subnet.cidrBlock) continue;
      const network = ipaddr.parseCIDR(subnet.cidrBlock);
      expect(ipaddr.parse(document.privateAddress).match(network)).toBe(true);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(50);
  });
});
