import { expect, test } from "vitest";
import { describeStores } from "../testing/describe-stores.ts";

const exclusion = {
  id: "1",
  filter: "tag:Env=lab",
  reason: "The lab is rebuilt every night.",
  owner: "platform",
  until: 100,
  createdAt: 10,
  createdBy: "ann",
};

const acknowledgement = {
  code: "route-missing",
  key: "123456789012:eu-west-1:rtb-1",
  until: 100,
  reason: "The change is planned for Friday.",
  at: 10,
  by: "ann",
} as const;

describeStores(({ open }) => {
  test("exclusions are kept until they are deleted, the newest first", async () => {
    const store = await open();
    await store.saveExclusion(exclusion);
    await store.saveExclusion({ ...exclusion, id: "2", createdAt: 20 });
    expect((await store.loadExclusions()).map(({ id }) => id)).toEqual(["2", "1"]);
    expect(await store.deleteExclusion("2")).toBe(true);
    expect(await store.deleteExclusion("2")).toBe(false);
    expect(await store.loadExclusions()).toEqual([exclusion]);
  });

  test("a cause is acknowledged once, and the acknowledgement ends by itself", async () => {
    const store = await open();
    await store.saveAcknowledgement(acknowledgement);
    const later = { ...acknowledgement, until: 200, by: "ben", at: 20 };
    await store.saveAcknowledgement(later);
    expect(await store.loadAcknowledgements(199)).toEqual([later]);
    expect(await store.loadAcknowledgements(200)).toEqual([]);
    expect(await store.deleteAcknowledgement(acknowledgement)).toBe(true);
    expect(await store.deleteAcknowledgement(acknowledgement)).toBe(false);
  });
});
