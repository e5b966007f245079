import { expect, test } from "vitest";
import { describeStores } from "../testing/describe-stores.ts";

const scope = "123456789012:eu-west-1";
const minute = 60_000;
const day = 24 * 60 * minute;
const now = 1_795_000_000_000;
const future = now + 3 * day;
const named = (name: string) => [{ id: "vpc-1", body: { name } }];

describeStores(({ open }) => {
  async function readAt(at: number, name: string) {
    const store = await open();
    await store.saveScopes([
      { partition: "aws", account: "123456789012", region: "eu-west-1", accountName: null },
    ]);
    const save = async (moment: number, of: string) => {
      await store.saveDocuments(scope, "vpc", named(of), moment);
      const read = { startedAt: moment, observedAt: moment, seenIds: new Set(["vpc-1"]) };
      await store.finishRead(scope, "vpc", read);
      await store.saveScopeReading(scope, {
        readAt: moment,
        nextAt: moment + minute,
        consecutiveFailures: 0,
      });
    };
    await save(at, name);
    return { store, save };
  }
  type Opened = Awaited<ReturnType<typeof readAt>>;
  const versions = async ({ store }: Opened) =>
    (await store.loadDocumentHistory(scope, "vpc", "vpc-1")).map(({ body, validFrom, validTo }) => [
      (body as { name: string }).name,
      validFrom,
      validTo,
    ]);

  test("what was seen by a clock that was ahead counts as seen now, and is replaced by what is seen next", async () => {
    const opened = await readAt(future, "from the future");
    expect(await opened.store.takeBackFuture(now)).toEqual({ hadFuture: true });
    expect(await versions(opened)).toEqual([["from the future", now, null]]);
    await opened.save(now + minute, "later");
    expect(await versions(opened)).toEqual([
      ["from the future", now, now + minute],
      ["later", now + minute, null],
    ]);
  });

  test("what was true before the clock went ahead stays told as it was", async () => {
    const opened = await readAt(now - day, "before");
    await opened.save(future, "one");
    await opened.save(future + day, "two");
    await opened.store.takeBackFuture(now);
    expect(await versions(opened)).toEqual([
      ["before", now - day, now],
      ["two", now, null],
    ]);
  });

  test("a clock that is corrected by minutes takes nothing back", async () => {
    const opened = await readAt(now + 4 * minute, "just now");
    expect(await opened.store.takeBackFuture(now)).toEqual({ hadFuture: false });
    expect(await versions(opened)).toEqual([["just now", now + 4 * minute, null]]);
  });

  test("what failed in the days that only the clock had passed is read when they come", async () => {
    const { store } = await readAt(future, "x");
    const page = (source: "cloudtrail" | "run-command", to: number) => ({
      ...({ scope, source, failures: [], links: [], gaps: [], at: now } as const),
      checkpoint: { events: { covered: [[now - 90 * day, to] as [number, number]], pass: null } },
    });
    await store.saveFailurePage(page("cloudtrail", future));
    await store.takeBackFuture(now);
    expect(await store.loadFailureCheckpoint(scope, "cloudtrail")).toBeNull();
  });
});
