import { expect, get, nodesOf, type Row, rowAt, test } from "./product.ts";

// What the server sends is what people see and press until the scripts run: here they never do.
test.use({ javaScriptEnabled: false });

test("a row opens its node before scripts run, wherever on the row one clicks", async ({ page, request }) => {
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

test("a place deep in the list is painted with its rows before scripts run", async ({ page, request }) => {
  for (const at of [90, 500]) {
    const { items } = await get<{ items: Row[] }>(request, `/api/v1/nodes?sort=id&limit=20&at=${at}`);
    await page.goto(`/fleet?sort=id&columns=status,node,why,id&at=${at}`);
    for (const [index, { id }] of items.entries()) await expect(rowAt(page, at + index)).toContainText(id);
    await expect(rowAt(page, at)).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole("heading", { level: 1 })).toContainText("nodes that should answer");
  }
});
