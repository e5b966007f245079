import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aRawBundle, healthyAnswers, nodeId, partsOf } from "../../testing/a-bundle.ts";

let folder: string;
let file: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "muster-cli-"));
  file = join(folder, "fleet.json");
  writeFileSync(file, JSON.stringify(aRawBundle(healthyAnswers("nat"))));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Ended = { code: number; out: string; err: string };

/** `muster` as a person runs it. */
function muster(args: readonly string[], input?: string): Promise<Ended> {
  const launcher = resolve(import.meta.dirname, "../launch.mjs");
  return new Promise((done) => {
    const child = execFile(process.execPath, [launcher, ...args], (error, out, err) =>
      done({ code: typeof error?.code === "number" ? error.code : 0, out, err }),
    );
    child.stdin!.end(input);
  });
}

describe("muster diagnose", () => {
  test("prints an array with an entry a bundle, and reads one from standard input", async () => {
    const { code, out } = await muster(["diagnose", file, "-", "--json"], JSON.stringify(otherBundle()));
    expect(code).toBe(0);
    const diagnoses = JSON.parse(out) as { bundle: string; nodes: { id: string; status: string }[] }[];
    expect(diagnoses.map(({ bundle, nodes }) => [bundle, nodes.map(({ id }) => id)])).toEqual([
      [file, [nodeId]],
      ["-", [nodeId]],
    ]);
  });

  test("tells people a node a line, and what was not read with its permission", async () => {
    const { out } = await muster(["diagnose", file]);
    expect(out).toMatch(/i-0a+1 +api-7 +lost +likely/);
    expect(out).toContain("iam:SimulatePrincipalPolicy");
  });

  test("tells a call that was not read once, however many needed it", async () => {
    const { "ssm:ListAssociations": _, ...answers } = healthyAnswers("nat");
    const errors = { "ssm:ListAssociations": { code: "InternalServerError", message: "Try again." } };
    const { out } = await muster(["diagnose", "-"], JSON.stringify(aRawBundle(answers, errors)));
    expect(out.match(/ssm:ListAssociations/g)).toHaveLength(1);
  });

  test("says what stands in a file and is nothing that Muster reads", async () => {
    const typo = { ...aRawBundle(healthyAnswers("nat")), documnets: {} };
    const { code, out } = await muster(["diagnose", "-"], JSON.stringify(typo));
    expect(code).toBe(0);
    expect(out).toMatch(/Left out.*\n +documnets/);
  });

  test("that cannot read a file says which and why", async () => {
    expect(await muster(["diagnose", join(folder, "none.json")])).toMatchObject({
      code: 1,
      err: expect.stringContaining("none.json cannot be read"),
    });
    expect((await muster(["diagnose"])).code).toBe(64);
  });
});

describe("muster trace", () => {
  const trace = (...args: string[]) => muster(["trace", file, "--from", nodeId, ...args]);

  test("ends with 0 where the way is open, and lists it hop by hop", async () => {
    const { code, out } = await trace("--to", "ssm");
    expect(code).toBe(0);
    expect(out).toContain("reachable");
    expect(out).toContain("✓ nat-gateway");
  });

  test("ends with 2 where something blocks, and says what", async () => {
    writeFileSync(join(folder, "shut.json"), JSON.stringify(otherBundle()));
    const args = ["trace", join(folder, "shut.json"), "--from", nodeId, "--to", "ssm", "--json"];
    const { code, out } = await muster(args);
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      answer: "blocked",
      scope: "123456789012:eu-west-1",
      blockers: [{ cause: "security-group-egress-blocks", subject: { id: "sg-node" } }],
    });
  });

  test.each([
    [["--to", "not an address"], /--to must be an address/],
    [["--to", "ssm", "--port", "0"], /--port must be a whole number/],
    [["--to", "ssm", "--protocol", "sctp"], /--protocol must be/],
    [["--to", "10.0.0.1", "--protocol", "icmp", "--port", "1"], /--port must be left out/],
    [[], /--from and --to/],
  ])("%j is wrong usage, and told as that", async (args, message) => {
    expect(await trace(...args)).toMatchObject({ code: 64, err: expect.stringMatching(message) });
  });

  test("from what no bundle has ends with 1", async () => {
    const args = ["trace", file, "--from", "i-0dddddddddddddddd", "--to", "ssm"];
    expect(await muster(args)).toMatchObject({ code: 1, err: expect.stringContaining("No bundle has") });
  });
});

function otherBundle() {
  const answers = healthyAnswers("nat");
  partsOf(answers).group("sg-node").IpPermissionsEgress = [];
  return aRawBundle(answers);
}
