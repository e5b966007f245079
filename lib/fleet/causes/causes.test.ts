import { describe, expect, test } from "vitest";
import { causeListQuerySchema } from "../../api/cause.ts";
import type { Node } from "../../model/node.ts";
import { aContext } from "../../testing/a-context.ts";
import { aNode } from "../../testing/a-node.ts";
import { acknowledgeCause, withdrawAcknowledgement } from "./acknowledge-cause.ts";
import { getCause } from "./get-cause.ts";
import { listCauses } from "./list-causes.ts";

const scope = "123456789012:eu-west-1";
const dayMs = 86_400_000;
const start = Date.UTC(2026, 10, 25, 12);

const egress = {
  code: "security-group-egress-blocks",
  subject: { kind: "security-group", id: "sg-0c41a7e8925fb36e0" },
} as const;
const ofEgress = { code: egress.code, key: `${scope}:${egress.subject.id}` };

function silent(id: string): Node {
  const cause = { code: "agent-silent", subject: { kind: "instance", id } } as const;
  return aNode({
    id,
    status: "lost",
    cause,
    certainty: "likely",
    why: `Nothing is wrong with ${id} in AWS.`,
  });
}

const nodes = [
  aNode({ id: "i-1", status: "lost", cause: egress }),
  aNode({ id: "i-2", status: "unregistered", cause: egress }),
  aNode({
    id: "i-3",
    status: "degraded",
    cause: { code: "endpoint-missing", subject: { kind: "vpc", id: "vpc-1" } },
  }),
];

const query = (parts = {}) => causeListQuerySchema.parse(parts);
const found = {
  ...egress,
  sentence: "Security group sg-0c41a7e8925fb36e0 lets nothing out.",
  evidence: [
    {
      sentence: "It has no rule for 443.",
      api: "ec2:DescribeSecurityGroups",
      field: "IpPermissionsEgress",
      value: "[]",
      document: egress.subject,
      observedAt: start,
    },
  ],
  since: start - dayMs,
};

describe("the list of shared causes", () => {
  test("tells the most nodes first, and counts what does not answer apart from what is degraded", async () => {
    const list = await listCauses(await aContext({ nodes }), query());
    expect(list.items.map(({ code, nodes: { total } }) => [code, total])).toEqual([
      ["security-group-egress-blocks", 2],
      ["endpoint-missing", 1],
    ]);
    expect(list).toMatchObject({
      total: 2,
      next: null,
      notAnswering: { causes: 1, nodes: { total: 2, byStatus: { lost: 1, unregistered: 1 } } },
      degraded: { causes: 1, nodes: { total: 1 } },
      acknowledged: { causes: 0 },
    });
  });

  test("says what the sync has saved, and since when", async () => {
    const context = await aContext({ nodes });
    await context.store.saveCauses(scope, [found], start);
    const [first] = (await listCauses(context, query())).items;
    expect(first).toMatchObject({ sentence: found.sentence, since: start - dayMs, key: ofEgress.key });
  });

  test("is narrowed by the filter language", async () => {
    const list = await listCauses(await aContext({ nodes }), query({ q: "status:unregistered" }));
    expect(list.items.map(({ nodes: { total } }) => total)).toEqual([1]);
  });

  test("is read page by page, each cause once", async () => {
    const many = Array.from({ length: 7 }, (_, at) => silent(`i-0${at}`));
    const context = await aContext({ nodes: [...nodes, ...many] });
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await listCauses(context, query({ limit: "2", cursor }));
      seen.push(...page.items.map(({ key }) => key));
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(new Set(seen).size).toBe(9);
    expect(seen).toHaveLength(9);
    await expect(listCauses(context, query({ cursor: "bnVsbA" }))).rejects.toMatchObject({ field: "cursor" });
  });

  test("takes many causes of one node each together where that is asked, and loses none", async () => {
    const many = Array.from({ length: 5 }, (_, at) => silent(`i-0${at}`));
    const context = await aContext({ nodes: [...nodes, ...many] });
    const list = await listCauses(context, query({ fold: "yes" }));
    expect(list.total).toBe(2);
    expect(list.folded).toMatchObject([{ code: "agent-silent", causes: 5, nodes: { total: 5 } }]);
    expect(list.notAnswering.causes).toBe(6);
    expect((await listCauses(context, query())).total).toBe(7);
  });

  test("says of a cause of one node what the node says, until the sync has saved a sentence", async () => {
    const list = await listCauses(await aContext({ nodes: [silent("i-1")] }), query());
    expect(list.items[0]?.sentence).toBe("Nothing is wrong with i-1 in AWS.");
  });
});

describe("one shared cause", () => {
  test("has its evidence once, its nodes, and the filter that finds them in the fleet", async () => {
    const context = await aContext({ nodes });
    await context.store.saveCauses(scope, [found], start);
    expect(await getCause(context, ofEgress)).toMatchObject({
      isOpen: true,
      sentence: found.sentence,
      evidence: found.evidence,
      filter: "cause:security-group-egress-blocks subject:sg-0c41a7e8925fb36e0",
      first: [{ id: "i-1" }, { id: "i-2" }],
      history: [{ scope, from: start - dayMs, to: null }],
    });
  });

  test("is still told when it is over, and since when it is", async () => {
    const context = await aContext({ nodes });
    await context.store.saveCauses(scope, [found], start);
    await context.store.saveCauses(scope, [], start + 5);
    await context.store.saveNodes(scope, [aNode({ id: "i-1" })], start + 5);
    await context.catchUp();
    expect(await getCause(context, ofEgress)).toMatchObject({
      isOpen: false,
      closedAt: start + 5,
      nodes: { total: 0 },
      sentence: found.sentence,
      evidence: found.evidence,
    });
  });

  test("of which nobody could look whether it still is so does not claim to be over", async () => {
    const context = await aContext({ nodes });
    await context.store.saveCauses(scope, [found], start);
    await context.store.saveNodes(scope, [aNode({ id: "i-1", status: "unknown" })], start + 5);
    await context.catchUp();
    expect(await getCause(context, ofEgress)).toMatchObject({ isOpen: false, closedAt: null });
  });

  test("that nobody has and nobody had is not found", async () => {
    const asked = { ...ofEgress, key: `${scope}:sg-2` };
    await expect(getCause(await aContext({ nodes }), asked)).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("an acknowledged cause", () => {
  const said = { until: start + dayMs, reason: "The change is planned for Friday." };

  test("stands apart until its date, and comes back by itself", async () => {
    const context = await aContext({ nodes });
    await acknowledgeCause(context, { ...ofEgress, ...said });
    const list = await listCauses(context, query({ fold: "yes" }));
    expect(list.items[0]!.acknowledged).toEqual({ ...said, by: "ann", at: start });
    expect(list).toMatchObject({
      notAnswering: { causes: 0 },
      acknowledged: { causes: 1, nodes: { total: 2 } },
    });
    expect((await getCause(context, ofEgress)).acknowledged).toMatchObject(said);
    context.clock.now += dayMs;
    expect(await listCauses(context, query())).toMatchObject({ notAnswering: { causes: 1 } });
  });

  test("can be taken back, and both stand in the audit", async () => {
    const context = await aContext({ nodes });
    await acknowledgeCause(context, { ...ofEgress, ...said });
    context.clock.now += 1;
    await withdrawAcknowledgement(context, ofEgress);
    expect((await getCause(context, ofEgress)).acknowledged).toBeNull();
    expect((await context.store.loadAudit()).map(({ action, target }) => [action, target])).toEqual([
      ["cause.withdraw-acknowledgement", `${ofEgress.code} ${ofEgress.key}`],
      ["cause.acknowledge", `${ofEgress.code} ${ofEgress.key}`],
    ]);
    await expect(withdrawAcknowledgement(context, ofEgress)).rejects.toMatchObject({ code: "not-found" });
  });

  test("must exist, and have an end within a year", async () => {
    const context = await aContext({ nodes });
    const other = { ...ofEgress, key: `${scope}:sg-2` };
    await expect(acknowledgeCause(context, { ...other, ...said })).rejects.toMatchObject({
      code: "not-found",
    });
    for (const until of [start, start + 400 * dayMs]) {
      await expect(acknowledgeCause(context, { ...ofEgress, ...said, until })).rejects.toMatchObject({
        code: "invalid-input",
        field: "until",
      });
    }
  });
});
