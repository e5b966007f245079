import type { APIRequestContext, Page } from "@playwright/test";
import { count, expect, foot, get, nodeAddress, rowAt, test, url } from "./product.ts";

type Cause = {
  code: string;
  key: string;
  sentence: string;
  subject: { id: string; name: string | null };
  nodes: { total: number };
};
type Causes = {
  items: Cause[];
  notAnswering: { causes: number; nodes: { byStatus: { lost?: number; unregistered?: number } } };
  acknowledged: { causes: number };
};
type Summary = { answer: number; shouldAnswer: number; excluded: number; causes: { notAnswering: number } };

const causesOf = (request: APIRequestContext, q = "") =>
  get<Causes>(request, `/api/v1/causes?q=${encodeURIComponent(q)}`);
const summaryOf = (request: APIRequestContext) => get<Summary>(request, "/api/v1/summary");
const causeAddress = ({ code, key }: Cause) => `/causes/${code}/${encodeURIComponent(key)}`;
const headline = (page: Page) => page.getByRole("heading", { level: 1 });
/** A security group that lets nothing out: the demo always has one, and its nodes share a path. */
const blockedGroup = async (request: APIRequestContext) =>
  (await causesOf(request, "cause:security-group-egress-blocks")).items[0]!;
/** As rows shorten it: `sg-0c41…b36e`. */
const short = (id: string) => id.replace(/^(\w+-[0-9a-f]{4})[0-9a-f]+([0-9a-f]{4})$/, "$1…$2");

test("the few things behind the many are counted as the API counts them, and lead to their nodes", async ({
  page,
  request,
}) => {
  const { notAnswering } = await causesOf(request);
  const { lost = 0, unregistered = 0 } = notAnswering.nodes.byStatus;
  await page.goto("/causes");
  await expect(headline(page)).toContainText(
    `${notAnswering.causes} causes keep ${lost + unregistered} nodes from answering.`,
  );
  await headline(page).getByRole("link").click();
  await expect(page).toHaveURL(/\/fleet\?/);
  await expect(foot(page)).toHaveText(count(lost + unregistered));
});

test("a cause opens with its evidence, the path that its nodes share, and those nodes", async ({
  page,
  request,
}) => {
  const cause = await blockedGroup(request);
  await page.goto("/causes");
  await page
    .getByRole("link", { name: new RegExp(short(cause.subject.id)) })
    .first()
    .click();
  await expect(page).toHaveURL(url() + causeAddress(cause));
  await expect(headline(page)).toContainText(short(cause.subject.id));
  const evidence = page.locator("section").filter({ hasText: /^Evidence/ });
  await expect(evidence).toContainText("ec2:DescribeSecurityGroups");
  await expect(page.getByRole("figure", { name: /^Network path of/ })).toBeVisible();
  const console = page.getByRole("link", { name: `${cause.subject.id} in the AWS console` });
  await expect(console).toHaveAttribute("href", new RegExp(cause.subject.id));
  await page.getByRole("link", { name: `Show ${count(cause.nodes.total)}` }).click();
  await expect(foot(page)).toHaveText(count(cause.nodes.total));
});

test("a row, a palette hit and a node's page lead to the same cause", async ({ page, request }) => {
  const cause = await blockedGroup(request);
  const address = url() + causeAddress(cause);
  await page.goto(`/fleet?q=cause:${cause.code} subject:${cause.subject.id}`);
  await rowAt(page, 0)
    .getByRole("link", { name: short(cause.subject.id) })
    .click();
  await expect(page).toHaveURL(address);

  await page.goto("/settings");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill(cause.subject.id);
  await page
    .getByRole("option", { name: new RegExp(`${short(cause.subject.id)}.*${cause.nodes.total} node`) })
    .click();
  await expect(page).toHaveURL(address);

  const { first } = await get<{ first: { scope: string; id: string }[] }>(
    request,
    `/api/v1${causeAddress(cause)}`,
  );
  await page.goto(nodeAddress(first[0]!));
  await page.getByRole("link", { name: "this cause" }).click();
  await expect(page).toHaveURL(address);
});

test("the list narrows to a scope, says what narrows it, and lets it go", async ({ page, request }) => {
  const q = "scope:640218093317:us-east-1";
  const { notAnswering } = await causesOf(request, q);
  await page.goto(`/causes?q=${q}`);
  await expect(headline(page)).toContainText(`${notAnswering.causes} causes keep`);
  await page.getByRole("link", { name: `Without ${q}` }).click();
  await expect(page).toHaveURL(`${url()}/causes`);
  await page.goto("/causes?q=tag:Env=nowhere");
  await expect(page.getByRole("heading", { name: "No cause has a node that matches." })).toBeVisible();
});

test("an acknowledged cause stands apart, says who and why, and comes back when it is taken back", async ({
  page,
  request,
}) => {
  const cause = (await causesOf(request, "cause:endpoint-missing")).items[0]!;
  await page.goto(causeAddress(cause));
  await page.getByRole("button", { name: "Acknowledge" }).click();
  const dialog = page.getByRole("dialog", { name: "Acknowledge this cause" });
  await dialog.getByLabel("Reason").fill("The endpoint comes on Friday.");
  await dialog.getByRole("button", { name: "Acknowledge" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("The endpoint comes on Friday.")).toBeVisible();
  await expect(page.getByRole("main")).toBeFocused();

  await page.goto("/causes");
  // The fleet is read on meanwhile, and other causes come and go.
  const counts = await causesOf(request);
  expect(counts.acknowledged.causes).toBe(1);
  await expect(headline(page)).toContainText(`${counts.notAnswering.causes} causes`);
  const apart = page.getByRole("region", { name: /^Acknowledged/ });
  await expect(apart.getByRole("link", { name: new RegExp(short(cause.subject.id)) })).toBeVisible();

  await page.goto(causeAddress(cause));
  await page.getByRole("button", { name: "End it now" }).press("Enter");
  await expect(page.getByRole("button", { name: "Acknowledge" })).toBeVisible();
  await expect(page.getByRole("main")).toBeFocused();
  expect((await causesOf(request)).acknowledged.causes).toBe(0);
});

test("nodes that are not meant to answer leave the headline, are marked, and come back", async ({
  page,
  request,
}) => {
  const cause = await blockedGroup(request);
  const q = `cause:${cause.code} subject:${cause.subject.id}`;
  const before = await summaryOf(request);
  const silent = before.shouldAnswer - before.answer;
  await page.goto(`/fleet?q=${q}`);
  await page.getByRole("button", { name: "Exclude these" }).click();
  const dialog = page.getByRole("dialog", { name: "Not meant to answer" });
  await expect(dialog.getByLabel("Nodes")).toHaveValue(q);
  await expect(dialog.getByText(`${count(cause.nodes.total)} now`)).toBeVisible();
  await dialog.getByLabel("Reason").fill("The move takes until Friday.");
  await dialog.getByLabel("Owner").fill("platform");
  // The keys of the page beneath rest meanwhile.
  await dialog.getByRole("button", { name: "Cancel" }).press("r");
  await expect(page.getByRole("dialog")).toHaveCount(1);
  await dialog.getByRole("button", { name: "Exclude" }).click();
  await expect(dialog).toBeHidden();
  await expect(headline(page)).toContainText(`${silent - cause.nodes.total} do not`);
  await expect(rowAt(page, 0)).toContainText("excluded");
  await page.getByRole("link", { name: `${cause.nodes.total} excluded` }).click();
  await expect(foot(page)).toHaveText(count(cause.nodes.total));

  await page.goto("/settings#exclusions");
  await expect(page.getByText("The move takes until Friday.")).toBeVisible();
  await page.getByRole("button", { name: `End now: ${q}` }).press("Enter");
  await expect(page.getByText("Every node is meant to answer.")).toBeVisible();
  await expect(page.getByRole("main")).toBeFocused();
  expect(await summaryOf(request)).toMatchObject({ excluded: 0, shouldAnswer: before.shouldAnswer });
});

test("chosen nodes are excluded by their ids", async ({ page }) => {
  await page.goto("/fleet?q=status:lost");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.getByRole("button", { name: "Exclude", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Not meant to answer" });
  await expect(dialog.getByLabel("Nodes")).toHaveValue(/^node:i-[0-9a-f]+,i-[0-9a-f]+$/);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toBeHidden();
});

test("a code's page says what it means, who has it and which permissions it takes", async ({
  page,
  request,
}) => {
  const cause = await blockedGroup(request);
  await page.goto("/causes");
  await page.getByRole("link", { name: /^All causes that there are/ }).click();
  await expect(headline(page)).toContainText("can keep a node from answering");
  await page.getByRole("link", { name: /security-group-egress-blocks/ }).click();
  await expect(page).toHaveURL(/\/causes\/security-group-egress-blocks$/);
  await expect(page.getByText("ec2:DescribeSecurityGroups").first()).toBeVisible();
  await page.getByRole("link", { name: new RegExp(short(cause.subject.id)) }).click();
  await expect(page).toHaveURL(url() + causeAddress(cause));
});

test.describe("the dialog of acknowledging", () => {
  test.use({ areFailedRequestsMeant: true });

  test("takes the focus, keeps it, says what is missing and gives the focus back", async ({
    page,
    request,
  }) => {
    const cause = await blockedGroup(request);
    await page.goto(causeAddress(cause));
    const opener = page.getByRole("button", { name: "Acknowledge" });
    const dialog = page.getByRole("dialog", { name: "Acknowledge this cause" });
    await opener.press("Enter");
    const reason = dialog.getByLabel("Reason");
    await expect(reason).toBeFocused();
    await page.keyboard.press("Shift+Tab");
    await expect(dialog.getByRole("button", { name: "Close" })).toBeFocused();
    await page.keyboard.press("Shift+Tab");
    await expect(dialog.getByRole("button", { name: "Acknowledge" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(reason).toBeFocused();
    await reason.fill(" ");
    await page.keyboard.press("Enter");
    await expect(reason).toHaveAccessibleDescription(/must say why/);
    await page.keyboard.press("Escape");
    await expect(opener).toBeFocused();
  });
});

for (const [what, address, name] of [
  ["what is not meant to answer", "/fleet?q=status:lost", "Exclude these"],
  ["the keys", "/causes", "Shortcuts"],
] as const) {
  test(`Escape leads from the dialog of ${what} to where one was`, async ({ page }) => {
    await page.goto(address);
    const opener = page.getByRole("button", { name });
    await opener.press("Enter");
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(opener).toBeFocused();
  });
}

test("the keys work: g c, j and k, Enter", async ({ page }) => {
  await page.goto("/fleet");
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await expect(headline(page)).toContainText("from answering");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/causes\/[a-z-]+/);
});

test("on a phone nothing scrolls sideways", async ({ page, request }) => {
  const cause = await blockedGroup(request);
  await page.setViewportSize({ width: 390, height: 844 });
  for (const address of ["/causes", causeAddress(cause), `/causes/${cause.code}`, "/causes/catalogue"]) {
    await page.goto(address);
    await expect(headline(page)).toBeVisible();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, address).toBe(390);
  }
});

test.describe("a cause that nobody has", () => {
  test.use({ areFailedRequestsMeant: true });

  test("says so, and leads back", async ({ page }) => {
    await page.goto("/causes/route-missing/210987654321:us-east-1:rtb-0000000000000000");
    await expect(page.getByRole("heading", { name: "No node has this cause." })).toBeVisible();
    await page.getByRole("link", { name: "All causes" }).click();
    await expect(headline(page)).toContainText("from answering");
    await page.goto("/causes/no-such-code");
    await expect(page.getByRole("heading", { name: "The catalogue has no such cause." })).toBeVisible();
    await page.goto("/causes/target-malformed");
    await page.getByRole("link", { name: "Failures that it explains" }).click();
    await expect(page).toHaveURL(/\/failures\?q=cause:target-malformed/);
  });

  test("is found where its address is nearly one", async ({ page }) => {
    await page.goto("/causes/Role-Trust-Wrong");
    await expect(page).toHaveURL(/\/causes\/role-trust-wrong$/);
    await page.goto("/causes/VPC-DNS-disabled/vpc-0952a1248e0667734");
    await expect(page).toHaveURL(/vpc-dns-disabled\/\d{12}%3A[a-z0-9-]+%3Avpc-0952a1248e0667734$/);
    await page.goto("/causes/role-actions-missing/arn:aws:iam::310412087755:role/ci-runner");
    await expect(headline(page)).toContainText("ci-runner");
  });
});
