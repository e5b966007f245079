import { beforeEach, expect, test } from "vitest";
import { parseBundle } from "../aws/bundle/parse-bundle.ts";
import { createBundleReader } from "../aws/bundle-reader.ts";
import type { AwsReader } from "../aws/reader.ts";
import type { Store } from "../store/store.ts";
import { aRawBundle, bundleAt, healthyAnswers, nodeId, partsOf } from "../testing/a-bundle.ts";
import { describeStores } from "../testing/describe-stores.ts";
import { standingFor } from "../testing/standing-for.ts";
import { syncPast } from "./sync-past.ts";
import { syncScope } from "./sync-scope.ts";

const now = () => Date.parse(bundleAt);

const event = (eventName: string, eventTime: string, record: object) => ({
  ...{ EventId: `${eventName} ${eventTime}`, EventName: eventName, EventTime: eventTime },
  CloudTrailEvent: JSON.stringify({
    ...{ eventID: `${eventName} ${eventTime}`, requestID: eventTime, eventName, eventTime },
    ...record,
  }),
});
const route = (eventName: string, eventTime: string) =>
  event(eventName, eventTime, {
    eventSource: "ec2.amazonaws.com",
    requestParameters: { routeTableId: "rtb-node", destinationCidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" },
  });

/** A node that answers, was refused ten days ago, and whose way out was gone for a day then. */
function aReader(): AwsReader {
  const answers = healthyAnswers("nat");
  const { record, channel } = partsOf(answers);
  Object.assign(record, { PingStatus: "Online", LastPingDateTime: "2026-11-01T11:59:00Z" });
  channel.Status = "connected";
  answers["cloudtrail:LookupEvents"] = {
    Events: [
      route("CreateRoute", "2026-10-22T18:00:00Z"),
      event("SendCommand", "2026-10-22T12:00:00Z", {
        eventSource: "ssm.amazonaws.com",
        errorCode: "InvalidInstanceIdException",
        requestParameters: { instanceIds: [nodeId] },
      }),
      route("DeleteRoute", "2026-10-21T18:00:00Z"),
    ],
  };
  return createBundleReader(parseBundle(JSON.parse(JSON.stringify(aRawBundle(answers))), "past.json"));
}

describeStores(({ open }) => {
  let store: Store;
  let reader: AwsReader;
  beforeEach(async () => {
    store = await open();
    reader = aReader();
    await store.saveScopes([{ ...reader.scope, accountName: null }]);
    const quiet = { onProgress: () => undefined, onNodes: () => undefined };
    await syncScope({
      ...{ store, reader, now, reason: "first", withOptional: false, ...quiet },
      ...{ ageOf: standingFor(1_800_000), managedNodeQuota: 2_400 },
    });
  });

  const read = (signal?: AbortSignal) =>
    syncPast({
      ...{ store, reader, identityReader: null, now, retentionDays: 400, signal },
      ...{ onProgress: () => undefined, onNodes: () => undefined, onChanges: async () => undefined },
    });
  const failures = async () => {
    const query = { since: 0, until: now(), series: null, conditions: [], order: "newest" as const };
    return (await store.loadFailures({ ...query, after: null, limit: 9 })).items;
  };

  test("what failed before anybody watched is explained by what CloudTrail tells of that time, in whatever order both are read", async () => {
    await read();
    expect((await failures()).map(({ explanation }) => explanation)).toEqual([
      expect.objectContaining({
        ...{ cause: "route-missing", isInferred: true },
        sentence: expect.stringContaining("So it was until 2026-10-22 18:00 UTC"),
      }),
    ]);
    const before = await failures();
    await read();
    expect(await failures()).toEqual(before);
  });
});
