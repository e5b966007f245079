import { expect, test } from "vitest";
import type { ScopeKey } from "../../model/scope.ts";
import { aContext } from "../../testing/a-context.ts";
import { aFix } from "../../testing/a-fix.ts";
import { aNode } from "../../testing/a-node.ts";
import { loadCauseProofs } from "./cause-proofs.ts";
import type { LoadedFixContext } from "./load-fix-context.ts";

const scope = "123456789012:eu-west-1";
const elsewhere = "123456789012:us-east-1";
const code = "security-group-egress-blocks";
const cause = { code, key: `${scope}:sg-1` } as const;
const subject = { kind: "security-group", id: "sg-1" };
const fix = aFix({ id: "open-it", causes: [code] });
/** More nodes than are held here: what the sync has proved of all of them is told. */
const loaded = [{ scope, held: ["i-1"], total: 900 }] as unknown as LoadedFixContext[];

async function aFleet() {
  const context = await aContext({ nodes: [aNode({ scope, id: "i-1" }), aNode({ scope, id: "i-2" })] });
  const proved = { nodes: 900, freed: 900, meetNext: [], cannotTell: 0, dropped: 0, harmed: [] };
  const provedAt = context.now() + 1;
  await context.store.saveProofs(
    scope,
    { proofs: [{ code, subject, fixId: "open-it", proved }], steps: [] },
    provedAt,
  );
  const read = async (node: { scope: ScopeKey; id: string; readAt: number }) => {
    await context.store.saveNodes(node.scope, [aNode(node)], node.readAt);
    await context.catchUp();
    return (await loadCauseProofs(context, cause, loaded)).of(fix);
  };
  return { context, provedAt, read };
}

test("what the sync has proved is told as it was, with when that was", async () => {
  const { context, provedAt } = await aFleet();
  const proof = (await loadCauseProofs(context, cause, loaded)).of(fix);
  expect(proof).toMatchObject({ at: provedAt, freed: 900, isStale: false });
});

test("it is of yesterday once any node of its scope was read since, and not for one of another scope", async () => {
  const { context, provedAt, read } = await aFleet();
  await context.store.saveScopes([
    { partition: "aws", account: "123456789012", region: "us-east-1", accountName: null },
  ]);
  expect(await read({ scope: elsewhere, id: "i-9", readAt: provedAt + 1 })).toMatchObject({ isStale: false });
  expect(await read({ scope, id: "i-2", readAt: provedAt + 1 })).toMatchObject({ isStale: true, freed: 900 });
});
