import { fork } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { describeStores } from "../testing/describe-stores.ts";
import type { Store, StoreLocation } from "./store.ts";

const scope = "123456789012:eu-west-1";
const saving = new URL("../testing/save-until-killed.ts", import.meta.url).pathname;
const nodeCount = 600;

/** Lets a process save rounds and kills it in the midst of the one after the next; answers the last whole round. */
async function saveAndKill(location: StoreLocation, firstRound: number): Promise<number> {
  const child = fork(saving, [JSON.stringify(location), String(firstRound)], { stdio: "inherit" });
  let lastWhole = firstRound - 1;
  child.on("message", (round) => {
    lastWhole = Number(round);
    // It is already saving the next round when this arrives.
    if (lastWhole > firstRound) child.kill("SIGKILL");
  });
  await once(child, "exit");
  return lastWhole;
}

async function expectWhole(store: Store, lastWhole: number): Promise<void> {
  const rounds = new Map<string, number>();
  for await (const batch of store.loadDocuments(scope, ["instance"])) {
    for (const { id, body } of batch) {
      expect(rounds.has(id), `${id} is doubled`).toBe(false);
      rounds.set(id, (body as { round: number }).round);
    }
  }
  expect(rounds.size).toBe(nodeCount);
  for (const round of rounds.values()) expect(round).toBeGreaterThanOrEqual(lastWhole);

  const names = new Set<string | null>();
  let nodes = 0;
  for await (const batch of store.loadNodes(scope)) {
    nodes += batch.length;
    for (const { name } of batch) names.add(name);
  }
  expect(nodes).toBe(nodeCount);
  // Nodes are saved whole or not at all: never half of a round.
  expect(names.size).toBe(1);

  for (const id of ["i-0", "i-250", "i-599"]) {
    const versions = await store.loadDocumentHistory(scope, "instance", id);
    expect(versions.map(({ body }) => (body as { round: number }).round)).toEqual(
      versions.map(({ validFrom }) => validFrom),
    );
    expect(versions.slice(1).map(({ validFrom }) => validFrom)).toEqual(
      versions.slice(0, -1).map(({ validTo }) => validTo),
    );
  }
}

describeStores(({ open, place }) => {
  test("a process killed in the middle of saving loses and doubles nothing, and the next one goes on", async () => {
    const location = place();
    let round = 1;
    for (let kill = 0; kill < 3; kill += 1) {
      const lastWhole = await saveAndKill(location, round);
      expect(lastWhole).toBeGreaterThanOrEqual(round);
      await expectWhole(await open(location), lastWhole);
      round = lastWhole + 3;
    }
  });
});
