import type { APIRequestContext, Page } from "@playwright/test";
import { expect, filterBox, get, setAws, test, url } from "./product.ts";

type Group = { key: string; kind: string; count: number; nodes: number };
type Groups = {
  items: Group[];
  total: number;
  failures: number;
  silent: number;
  gaps: { sentence: string; action: string }[];
};
type Failure = {
  id: string;
  group: string;
  scope: string;
  message: string | null;
  requestId: string | null;
  targets: { id: string; now: { name: string | null } | null }[];
};

const groupsOf = (request: APIRequestContext, query = "tab=failures") =>
  get<Groups>(request, `/api/v1/failures/groups?limit=50&${query}`);
const failuresOf = async (request: APIRequestContext, query: string) =>
  (await get<{ items: Failure[] }>(request, `/api/v1/failures?limit=10&${query}`)).items;
const headline = (page: Page) => page.getByRole("heading", { level: 1 });
const rows = (page: Page) => page.getByRole("region", { name: "Groups of failures" }).getByRole("link");
const groupRow = (page: Page, kind: string) => rows(page).filter({ hasText: kind }).first();
const number = (count: number) => count.toLocaleString("en-US");
/** As the button does that reads a scope now. */
const readAgain = (request: APIRequestContext, scope: string) =>
  request.post(`${url()}/api/v1/syncs`, { data: { scopes: [scope] }, headers: { origin: url() } });
const tab = (page: Page, name: RegExp) =>
  page.getByRole("navigation", { name: "Kinds of failure" }).getByRole("link", { name });
const parameter = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);

test("the sentence counts what the API counts, and its tabs do too", async ({ page, request }) => {
  const { failures, silent } = await groupsOf(request);
  const stale = await get<{ total: number }>(request, "/api/v1/stale-references");
  await page.goto("/failures");
  await expect(headline(page)).toContainText(`${number(failures)} failures in 30 days`);
  await expect(tab(page, /^Failures/)).toContainText(number(failures));
  await expect(tab(page, /^Silent misses/)).toContainText(number(silent));
  await expect(tab(page, /^Stale references/)).toContainText(number(stale.total));
  await headline(page)
    .getByRole("link", { name: /causes?$/ })
    .click();
  await expect(page).toHaveURL(`${url()}/causes`);
});

test("a group opens to its failures, and one of them to AWS's own words; Back closes them again", async ({
  page,
  request,
}) => {
  const [failure] = await failuresOf(request, "tab=failures&q=source:cloudtrail kind:InvalidInstanceId");
  const open = `/failures?q=source:cloudtrail+kind:InvalidInstanceId`;
  await page.goto(open);
  const [group] = (await groupsOf(request, `tab=failures&group=${failure!.group}`)).items;
  await page.goto(`${open}&open=${failure!.group}`);
  const detail = page.getByRole("listitem").filter({ hasText: "Error, as AWS gave it" });
  await expect(detail).toContainText(group!.kind);
  await expect(detail.getByText("Then", { exact: true })).toBeVisible();
  await detail
    .getByRole("link", { expanded: false })
    .filter({ hasText: failure!.message ?? "" })
    .first()
    .click();
  await expect(page).toHaveURL(/failure=/);
  await expect(detail.getByText("AWS said")).toBeVisible();
  await expect(detail.getByText(/It means:/)).toBeVisible();
  await expect(detail.getByRole("link", { name: /^EventId .* in the AWS console$/ })).toHaveAttribute(
    "href",
    /cloudtrailv2/,
  );
  await page.goBack();
  await expect(detail.getByText("AWS said")).toBeHidden();
  await page.goForward();
  await expect(detail.getByText("AWS said")).toBeVisible();
});

test("the table has the figures of the chart, and its times lead into them", async ({ page, request }) => {
  const { total } = await get<{ total: number }>(request, "/api/v1/failures/histogram?tab=failures");
  await page.goto("/failures");
  await expect(page.getByRole("img", { name: /^Failures through time by kind/ })).toBeVisible();
  await page.getByRole("link", { name: "As a table" }).click();
  const figures = page.getByRole("region", { name: "Failures through time, as a table" });
  const cells = await figures.getByRole("row").locator("td:last-child").allInnerTexts();
  expect(cells.reduce((sum, text) => sum + Number(text.replaceAll(",", "")), 0)).toBe(total);
  await figures.getByRole("link").nth(1).click();
  await expect.poll(() => parameter(page, "since")).toMatch(/^\d{4}-\d\d-\d\dT00:00:00Z$/);
  await expect(headline(page)).toContainText(cells[1]!);
  await page.getByRole("link", { name: "Back to 30 days" }).click();
  await expect.poll(() => parameter(page, "since")).toBeNull();
});

test("a part of the chart that is drawn over is looked into, and Back leads out of it", async ({ page }) => {
  await page.goto("/failures");
  const chart = page.getByRole("img", { name: /^Failures through time by kind/ });
  const { x, y, width } = (await chart.boundingBox())!;
  await page.mouse.move(x + width * 0.6, y + 60);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.7, y + 60, { steps: 4 });
  await page.mouse.move(x + width * 0.8, y + 60, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => parameter(page, "since")).not.toBeNull();
  expect(Date.parse(parameter(page, "until")!)).toBeGreaterThan(Date.parse(parameter(page, "since")!));
  await page.goBack();
  await expect.poll(() => parameter(page, "since")).toBeNull();
});

test("facets, the box and the legend say the same filter", async ({ page, request }) => {
  await page.goto("/failures");
  await page.getByRole("button", { name: /^Kind/ }).click();
  await page.getByRole("menuitemcheckbox", { name: /TargetNotConnected/ }).click();
  await page.keyboard.press("Escape");
  await expect.poll(() => parameter(page, "q")).toBe("kind:TargetNotConnected");
  await expect(page.getByRole("button", { name: "Remove kind:TargetNotConnected" })).toBeVisible();
  const { failures } = await groupsOf(request, "tab=failures&q=kind:TargetNotConnected");
  await expect(headline(page)).toContainText(`${number(failures)} failures`);
  await filterBox(page).fill("source:clo");
  await page.getByRole("option", { name: /^cloudtrail/ }).click();
  await expect.poll(() => parameter(page, "q")).toBe("kind:TargetNotConnected source:cloudtrail");
  await page
    .getByRole("list", { name: "Kinds" })
    .getByRole("link", { name: /TargetNotConnected/ })
    .click();
  await expect.poll(() => parameter(page, "q")).toBe("source:cloudtrail");
});

test("what would help where nothing matches is said, with its count", async ({ page }) => {
  await page.goto("/failures?q=kind:TargetNotConnected document:AWS-RunPatchBaseline");
  await expect(page.getByRole("heading", { name: "No failure matches both." })).toBeVisible();
  await expect(headline(page)).toHaveText("No failure matches the filter in 30 days.");
  await page.getByRole("link", { name: /^without document:AWS-RunPatchBaseline/ }).click();
  await expect(groupRow(page, "TargetNotConnected")).toBeVisible();
});

test("silent misses are runs that ended green, and stale references name who uses them", async ({
  page,
  request,
}) => {
  await page.goto("/failures");
  await tab(page, /^Silent misses/).click();
  await expect(headline(page)).toContainText("ended green without reaching what they were meant for.");
  await groupRow(page, "NoInstancesInTag").click();
  await expect(page.getByText("nothing matched the expression").first()).toBeVisible();
  await tab(page, /^Stale references/).click();
  const { items } = await get<{ items: { name: string; nodes: { id: string }[]; usedBy: string[] }[] }>(
    request,
    "/api/v1/stale-references",
  );
  const list = page.getByRole("region", { name: "Stale references" });
  const reference = list.getByRole("listitem").filter({ hasText: items[0]!.name }).first();
  await expect(reference).toContainText(items[0]!.nodes[0]!.id);
  await expect(reference).toContainText(items[0]!.usedBy[0]!);
});

test("the same call is judged again by preflight", async ({ page, request }) => {
  const [failure] = await failuresOf(request, "tab=failures&q=kind:TargetNotConnected");
  await page.goto(`/failures?q=kind:TargetNotConnected&open=${failure!.group}`);
  await page.getByRole("button", { name: "Would it work now?" }).first().click();
  await expect(page).toHaveURL(/\/preflight/);
  await expect(page.getByRole("textbox").first()).toHaveValue(/^aws ssm start-session --target m?i-/);
});

test("everything that matches leaves as a file", async ({ page, request }) => {
  const { failures } = await groupsOf(request, "tab=failures&q=kind:InvalidInstanceId");
  await page.goto("/failures?q=kind:InvalidInstanceId");
  await page.getByRole("button", { name: "Export" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "CSV" }).click();
  const lines = await (await download).createReadStream();
  let text = "";
  for await (const chunk of lines) text += chunk;
  expect(text.trim().split("\n").length).toBe(failures + 1);
});

test("the keys work: g x, slash, j and k, Enter, Escape", async ({ page }) => {
  await page.goto("/settings");
  await page.keyboard.press("g");
  await page.keyboard.press("x");
  await expect(headline(page)).toContainText("failures in 30 days");
  await page.keyboard.press("/");
  await expect(filterBox(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  const occurrences = page.waitForResponse(/\/api\/v1\/failures\?/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/open=/);
  await occurrences;
  await expect(page.getByText("more in this group")).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/failure=/);
  await page.keyboard.press("Escape");
  await expect(page).not.toHaveURL(/failure=/);
  await page.keyboard.press("Escape");
  await expect(page).not.toHaveURL(/open=/);
});

test("a node's time line and a cause's page lead to the failures behind them", async ({ page, request }) => {
  const [failure] = await failuresOf(request, "tab=failures&q=kind:DeliveryTimedOut status:lost");
  const target = failure!.targets.find(({ now }) => now !== null)!;
  await page.goto(`/nodes/${failure!.scope}/${target.id}`);
  const line = page.locator("section").filter({ hasText: /^Time line/ });
  await line
    .getByRole("link", { name: /not delivered|not applied|refused/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/failures\?q=node:.*open=.*failure=/);
  await expect(page.getByText("AWS said")).toBeVisible();

  const { items } = await get<{ items: { code: string; key: string; failures30d: number }[] }>(
    request,
    "/api/v1/causes?q=cause:security-group-egress-blocks",
  );
  await page.goto(`/causes/${items[0]!.code}/${encodeURIComponent(items[0]!.key)}`);
  await expect(page.getByText(/this cause explains [\d,]+ failures in 30 days/)).toBeVisible();
  await page.getByRole("link", { name: /^Show [\d,]+ failures$/ }).click();
  await expect(page).toHaveURL(/\/failures\?q=cause:security-group-egress-blocks/);
  await expect(groupRow(page, "DeliveryTimedOut")).toBeVisible();
});

test("on a phone nothing scrolls sideways", async ({ page, request }) => {
  const { items } = await groupsOf(request);
  await page.setViewportSize({ width: 390, height: 844 });
  for (const address of [
    "/failures",
    `/failures?open=${items[0]!.key}`,
    "/failures?figures=table",
    "/failures?tab=silent",
    "/failures?tab=stale",
  ]) {
    await page.goto(address);
    await expect(headline(page)).toBeVisible();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, address).toBe(390);
  }
});

test("what may not be read is said to be missing, with the permission that would let us", async ({
  page,
  request,
}) => {
  // CloudTrail is asked twice a second, name by name.
  test.setTimeout(150_000);
  const [account, region] = ["640218093317", "eu-central-1"];
  const rules = [{ action: "cloudtrail:LookupEvents", account, region }];
  const missing = async () => (await groupsOf(request)).gaps.map(({ action }) => action);
  await setAws(request, "denied", { rules });
  await readAgain(request, `${account}:${region}`);
  await expect.poll(missing, { timeout: 120_000 }).toEqual(["cloudtrail:LookupEvents"]);
  await page.goto("/failures");
  await expect(page.getByText(`CloudTrail not readable in ${account}:${region}`)).toContainText(
    "refused calls there are missing. Grant cloudtrail:LookupEvents.",
  );
  await setAws(request, "denied", { rules: [] });
  await readAgain(request, `${account}:${region}`);
});

test("an address opens a failure however far down the list it stands", async ({ page, request }) => {
  const groups = await get<{ total: number; items: { key: string }[] }>(
    request,
    "/api/v1/failures/groups?tab=failures&limit=1&sort=count",
  );
  expect(groups.total).toBeGreaterThan(50);
  const { key } = groups.items[0]!;
  const { items } = await get<{ items: { id: string }[] }>(
    request,
    `/api/v1/failures?tab=failures&group=${key}&limit=1`,
  );
  await page.goto(`/failures?open=${key}&failure=${encodeURIComponent(items[0]!.id)}`);
  await expect(page.getByText("Why then")).toBeInViewport();
  await page.goto(`/failures?since=1h&open=no-such-group`);
  await page.getByRole("link", { name: "Look for it in all that is kept" }).click();
  await expect(page).toHaveURL(/since=0.*open=no-such-group|open=no-such-group.*since=0/);
});
