import type { Locator, Page } from "@playwright/test";
import { count, expect, foot, get, nodesOf, type Row, rowAt, test } from "./product.ts";
import { partlyMended, walkthroughPath } from "./walkthroughs.ts";

const searchOf = (page: Page) => new URL(page.url()).searchParams;
const parameter = (page: Page, name: string) => expect.poll(() => searchOf(page).get(name));

test.describe("before scripts run", () => {
  // What the server sends is what people see and press until then: here they never do.
  test.use({ javaScriptEnabled: false });

  test("a row opens its node, wherever on the row one clicks", async ({ page, request }) => {
    const { items } = await nodesOf(request, "status:lost");
    for (const [rank, fromLeft] of [
      [1, 0.05],
      [2, 0.5],
      [3, 0.98],
    ] as const) {
      await page.goto("/fleet?q=status:lost");
      const { width, height } = (await rowAt(page, rank).boundingBox())!;
      await rowAt(page, rank).click({ position: { x: width * fromLeft, y: height / 2 } });
      await expect(page).toHaveURL(new RegExp(`/${items[rank]!.id}$`));
    }
  });

  test("a place deep in the list is painted with its rows", async ({ page, request }) => {
    for (const at of [90, 500]) {
      const { items } = await get<{ items: Row[] }>(request, `/api/v1/nodes?sort=id&limit=20&at=${at}`);
      await page.goto(`/fleet?sort=id&columns=status,node,why,id&at=${at}`);
      for (const [index, { id }] of items.entries()) await expect(rowAt(page, at + index)).toContainText(id);
      await expect(rowAt(page, at)).toBeInViewport({ ratio: 1 });
      await expect(page.getByRole("heading", { level: 1 })).toContainText("nodes that should answer");
    }
  });

  test("a facet narrows the rows, a second one widens its own, and both let go again", async ({
    page,
    request,
  }) => {
    const facet = (name: string) => page.getByRole("checkbox", { name: new RegExp(`^${name} [\\d,]+$`) });
    const totalOf = async (q: string) => count((await nodesOf(request, q)).total);
    await page.goto("/fleet");
    await facet("windows").click();
    await parameter(page, "q").toBe("platform:windows");
    await expect(facet("windows")).toBeChecked();
    await expect(foot(page)).toHaveText(await totalOf("platform:windows"));
    await facet("linux").click();
    await expect(foot(page)).toHaveText(await totalOf("platform:windows,linux"));
    await page.getByRole("button", { name: "Remove platform:windows,linux" }).click();
    await expect(page).toHaveURL(/\/fleet$/);
    await expect(facet("windows")).not.toBeChecked();
  });

  const controls: readonly {
    what: string;
    address: string;
    control: (page: Page) => Locator;
    leadsTo: RegExp;
  }[] = [
    {
      what: "a status of the legend",
      address: "/fleet",
      control: (page) => page.getByRole("button", { name: /^Connection lost/ }),
      leadsTo: /\?q=status:lost$/,
    },
    {
      what: "a column's head",
      address: "/fleet",
      control: (page) => page.getByRole("columnheader", { name: "Node" }).getByRole("button"),
      leadsTo: /\?sort=name$/,
    },
    {
      what: "the pivot",
      address: "/fleet",
      control: (page) => page.getByRole("link", { name: "Pivot" }),
      leadsTo: /\?view=pivot$/,
    },
    {
      what: "a cause",
      address: "/causes",
      control: (page) => page.locator("[data-cause-row]").first(),
      leadsTo: /\/causes\/[a-z-]+/,
    },
    {
      what: "a group of failures",
      address: "/failures",
      control: (page) => page.locator("[data-failure-row]").first(),
      leadsTo: /[?&]open=/,
    },
    {
      what: "a kind of failure",
      address: "/failures",
      control: (page) => page.getByRole("link", { name: /^Silent misses/ }),
      leadsTo: /[?&]tab=silent/,
    },
    {
      what: "a term of the failures' filter",
      address: "/failures?q=source:cloudtrail",
      control: (page) => page.getByRole("button", { name: "Remove source:cloudtrail" }),
      leadsTo: /\/failures$/,
    },
    {
      what: "the cause that narrows the fixes",
      address: "/fixes?cause=instance-profile-missing",
      control: (page) => page.getByRole("link", { name: /instance-profile-missing Without/ }),
      leadsTo: /\/fixes$/,
    },
  ];

  test("what stands for an address leads there", async ({ page }) => {
    for (const { what, address, control, leadsTo } of controls) {
      await page.goto(address);
      await control(page).click();
      await expect(page, what).toHaveURL(leadsTo);
    }
  });
});

test.describe("while scripts are on their way", () => {
  /** Keeps every script back until it is called. */
  async function holdScripts(page: Page): Promise<() => void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    await page.route("**/_next/static/**/*.js", async (route) => {
      await promise;
      await route.continue();
    });
    return resolve;
  }

  const presses: readonly { name: string; address: string; opens: (page: Page) => Locator }[] = [
    {
      name: "Views",
      address: "/fleet",
      opens: (page) => page.getByRole("textbox", { name: "Name of the view" }),
    },
    {
      name: "3 accounts × 4 Regions",
      address: "/fleet",
      opens: (page) => page.getByRole("dialog", { name: "Accounts and Regions" }),
    },
    { name: "Document", address: "/failures", opens: (page) => page.getByRole("menu") },
  ];

  for (const { name, address, opens } of presses) {
    test(`“${name}” on ${address} opens once they run, and only once`, async ({ page }) => {
      const release = await holdScripts(page);
      await page.goto(address, { waitUntil: "commit" });
      const button = page.getByRole("button", { name });
      await button.click();
      await button.click();
      release();
      await expect(opens(page)).toBeVisible();
    });
  }

  test("a tab of a walkthrough opens once they run", async ({ page, request }) => {
    const release = await holdScripts(page);
    await page.goto(walkthroughPath((await partlyMended(request)).id), { waitUntil: "commit" });
    await page.getByRole("tab", { name: "Terraform" }).first().click();
    release();
    await expect(page).toHaveURL(/tab=terraform/);
  });

  test("the tag that was picked is counted once they run", async ({ page }) => {
    const release = await holdScripts(page);
    await page.goto("/fleet", { waitUntil: "commit" });
    await page.getByRole("combobox", { name: "Tag that is counted" }).selectOption("Team");
    release();
    await parameter(page, "tag").toBe("Team");
  });

  test("what was typed into the filter stays, and is a filter at Enter", async ({ page }) => {
    const release = await holdScripts(page);
    await page.goto("/fleet", { waitUntil: "commit" });
    const box = page.getByRole("combobox", { name: "Filter nodes" });
    await box.pressSequentially("status:lo");
    release();
    await page.locator('[role="grid"]:not([data-still])').waitFor();
    await box.pressSequentially("st");
    await box.press("Enter");
    await parameter(page, "q").toBe("status:lost");
  });
});

test("a facet is a link to a new tab, and the space bar turns it", async ({ page, context, request }) => {
  const windows = (await nodesOf(request, "platform:windows")).total;
  await page.goto("/fleet");
  await page.locator('[role="grid"]:not([data-still])').waitFor();
  const facet = page.getByRole("checkbox", { name: `windows ${windows}`, exact: true });
  const opened = context.waitForEvent("page");
  await facet.click({ modifiers: ["ControlOrMeta"] });
  const tab = await opened;
  await parameter(tab, "q").toBe("platform:windows");
  await tab.close();
  expect(searchOf(page).get("q")).toBeNull();
  await facet.press("Space");
  await parameter(page, "q").toBe("platform:windows");
  await expect(facet).toBeChecked();
  await facet.press("Enter");
  await parameter(page, "q").toBeNull();
});

test("the page's icon is kept by the browser, which would ask for it anew at every address", async ({
  page,
  request,
}) => {
  await page.goto("/fleet");
  const icon = (await page.locator('link[rel="icon"]').getAttribute("href"))!;
  const answer = await request.get(new URL(icon, page.url()).href);
  expect(answer.headers()["cache-control"]).toContain("immutable");
});
