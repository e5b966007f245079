import { AuthorizeSecurityGroupIngressCommand, EC2Client } from "@aws-sdk/client-ec2";
import { demoCredentials } from "../lib/demo/fleet/demo-accounts.ts";
import { expect, get, setAws, test, url } from "./product.ts";
import { startReadOnly } from "./start-read-only.ts";
import {
  causePath,
  causesOfCode,
  confirm,
  mendable,
  partlyMended,
  stepAt,
  takeAllBack,
  walkthroughOf,
  walkthroughPath,
} from "./walkthroughs.ts";

/** Agents try again within seconds instead of minutes. */
const speed = 60;
const untilBackMs = 150_000;

test.beforeAll(async ({ request }) => setAws(request, "speed", { speed }));

// What was mended is broken again, for whoever looks at the demo after these tests.
test.afterAll(async ({ request }) => {
  test.setTimeout(120_000);
  await takeAllBack(request);
  await setAws(request, "speed", { speed: 1 });
});

test("from a cause over the proof and a dry run to nodes that answer again", async ({ page, request }) => {
  test.setTimeout(untilBackMs + 60_000);
  const { cause, id } = await partlyMended(request);
  const { proof } = await walkthroughOf(request, id);
  expect(proof!.freed).toBeLessThan(proof!.nodes);
  await page.goto(causePath(cause));
  await page.getByRole("button", { name: "Fix it" }).click();
  const panel = page.getByRole("dialog", { name: "Fix it" });
  await expect(panel.getByRole("figure", { name: /^Path before and after/ })).toBeVisible();
  await panel.getByRole("link", { name: "Open as a page" }).click();
  await expect(page).toHaveURL(url() + walkthroughPath(id));

  const headline = page.getByRole("heading", { level: 1 });
  await expect(headline).toContainText(`${proof!.freed} of ${proof!.nodes} nodes come back`);
  const figure = page.getByRole("figure", { name: /^Path before and after/ });
  await expect(figure).toHaveAttribute(
    "aria-label",
    /Before \(0 of .*blocked at Security group, out.*After .*: open\./,
  );
  await expect(figure.getByRole("img")).toHaveAttribute(
    "aria-label",
    new RegExp(`${proof!.freed} come back`),
  );

  await page.getByRole("button", { name: "Dry run" }).click();
  await expect(page.getByText("DryRunOperation").first()).toBeVisible();
  await page.getByRole("button", { name: /^Apply to/ }).click();
  await confirm(page, "Apply", cause.subject.id);
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByText(/^Applied .* by /).first()).toBeVisible();
  await expect(headline).toContainText(`${proof!.freed} of ${proof!.nodes} nodes are back`, {
    timeout: untilBackMs,
  });
  await expect(page.getByRole("link", { name: /^Fix what keeps back \d+$/ })).toBeVisible();
});

test("what was applied is taken back, and its nodes are kept back as before", async ({ page, request }) => {
  test.setTimeout(untilBackMs);
  const history = await get<{ items: { walkthroughId: string; kind: string }[] }>(
    request,
    "/api/v1/history?limit=50",
  );
  const id = history.items.find(({ kind }) => kind === "apply")!.walkthroughId;
  const { steps } = await walkthroughOf(request, id);
  await page.goto(walkthroughPath(id));
  await page.getByRole("button", { name: "Undo…" }).click();
  await confirm(page, "Undo", steps[0]!.call!.resource);
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByText(/^Undone .* by /).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Undo…" })).toBeHidden();
  await expect
    .poll(async () => (await walkthroughOf(request, id)).cause.isOpen, { timeout: 60_000 })
    .toBe(true);
});

test("a change that somebody else made in the meantime stops an apply", async ({ page, request }) => {
  const cause = (await causesOfCode(request, "endpoint-security-group-blocks")).find(({ key }) =>
    key.startsWith("210987654321:us-east-1:"),
  )!;
  const id = `allow-endpoint-ingress~${cause.code}~${cause.key}`;
  await page.goto(walkthroughPath(id));
  await expect(page.getByRole("button", { name: /^Apply to/ })).toBeEnabled();
  const ec2 = new EC2Client({
    region: "us-east-1",
    endpoint: process.env.MUSTER_ENDPOINT!,
    credentials: demoCredentials,
  });
  await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId: cause.subject.id,
      IpPermissions: [
        { IpProtocol: "tcp", FromPort: 8443, ToPort: 8443, IpRanges: [{ CidrIp: "10.0.0.0/8" }] },
      ],
    }),
  );
  await page.getByRole("button", { name: /^Apply to/ }).click();
  await confirm(page, "Apply", cause.subject.id);
  await expect(page.getByText(/has changed|had changed|changed since/).first()).toBeVisible();
  expect((await walkthroughOf(request, id)).steps[0]!.isApplied).toBe(false);
});

test("what was done is in the history, and can be found there by its call", async ({ page }) => {
  await page.goto("/fixes");
  await page.getByRole("link", { name: "History" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("done");
  await page.getByRole("searchbox", { name: "Filter the history" }).fill("AuthorizeSecurityGroupEgress");
  await expect(page.getByRole("cell", { name: /ec2:AuthorizeSecurityGroupEgress/ }).first()).toBeVisible();
});

const mended = [
  "endpoint-missing",
  "instance-profile-missing",
  "role-actions-missing",
  "role-trust-wrong",
  "endpoint-address-family",
  "endpoint-network-acl-blocks",
  "endpoint-policy-denies",
  "internet-gateway-detached",
  "ipv6-path-missing",
  "network-acl-egress-blocks",
  "route-missing",
  "vpc-dns-disabled",
];

test.describe
  .serial("walkthroughs of twelve causes", () => {
    const begun: { code: string; id: string; proof: { nodes: number; freed: number } }[] = [];

    for (const code of mended) {
      test(`${code}: its steps are applied one after the other`, async ({ page, request }) => {
        test.setTimeout(90_000);
        const { fix } = await mendable(request, code);
        const { steps, proof } = await walkthroughOf(request, fix.walkthroughId);
        await page.goto(walkthroughPath(fix.walkthroughId));
        await expect(page.getByRole("heading", { level: 1 })).toContainText(/nodes? comes? back/);
        for (const [index, { call }] of steps.entries()) {
          const step = stepAt(page, index + 1);
          if (call === null) {
            await step.getByRole("button", { name: "Mark done" }).click();
            await expect(step.getByText(/^Done .* by /)).toBeVisible();
            continue;
          }
          // What a step makes has its id only once it is there, so the next step's resource is read anew.
          await step.getByRole("button", { name: /^Apply to/ }).click();
          const { resource } = (await walkthroughOf(request, fix.walkthroughId)).steps[index]!.call!;
          await confirm(page, "Apply", resource);
          await expect(step.getByText(/^Applied .* by /)).toBeVisible({ timeout: 60_000 });
        }
        begun.push({ code, id: fix.walkthroughId, proof: proof! });
      });
    }

    test("all of them bring back what their proofs said", async ({ page, request }) => {
      test.setTimeout(untilBackMs + 120_000);
      for (const { code, id, proof } of begun) {
        await page.goto(walkthroughPath(id));
        await expect(page.getByRole("heading", { level: 1 }), code).toContainText(
          proof.nodes === 1 ? "its node is back" : `all ${proof.nodes} nodes are back`,
          { timeout: untilBackMs },
        );
        expect((await walkthroughOf(request, id)).verification, code).toMatchObject({
          state: "mended",
          nodes: { total: proof.nodes, back: proof.freed },
        });
      }
    });
  });

test.describe("where Muster only reads", () => {
  // Its server ends while the page still listens to it.
  test.use({ areFailedRequestsMeant: true });

  test("no button changes anything, and it says why", async ({ page, request }) => {
    test.setTimeout(120_000);
    const { id } = await partlyMended(request);
    const readOnly = await startReadOnly();
    try {
      const ready = async () =>
        (await request.get(`${readOnly.url}/api/v1/walkthroughs/${encodeURIComponent(id)}`)).ok();
      await expect.poll(ready, { timeout: 60_000 }).toBe(true);
      await page.goto(readOnly.url + walkthroughPath(id));
      await expect(page.getByText(/^Muster only reads here\./)).toBeVisible();
      await expect(page.getByRole("button", { name: "Dry run" })).toBeDisabled();
      await expect(page.getByRole("button", { name: /^Apply to/ })).toBeDisabled();
      const { steps } = await walkthroughOf(request, id);
      const headers = { origin: readOnly.url };
      const address = `${readOnly.url}/api/v1/walkthroughs/${encodeURIComponent(id)}/apply`;
      const data = { step: steps[0]!.id, confirm: steps[0]!.call!.resource };
      expect((await request.post(address, { headers, data })).status()).toBe(403);
    } finally {
      await readOnly.end();
    }
  });
});
