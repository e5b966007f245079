import { expect, nodesOf, test } from "./product.ts";

test("a node's page says its status, the facts behind it, and what AWS answered", async ({
  page,
  request,
}) => {
  const [node] = (await nodesOf(request, "status:lost tag:Env=prod")).items;
  await page.goto(`/nodes/${node!.scope}/${node!.id}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    new RegExp(`^SSM lost ${node!.name} .* ago\\.$`),
  );
  await expect(page.getByText("ssm:DescribeInstanceInformation").first()).toBeVisible();
  await page.getByRole("group").filter({ hasText: "EC2 instance" }).getByText("EC2 instance").click();
  await expect(page.getByText(`"InstanceId": "${node!.id}"`)).toBeVisible();
});

test("a node can be read again at once", async ({ page, request }) => {
  const [node] = (await nodesOf(request, "status:reachable")).items;
  await page.goto(`/nodes/${node!.scope}/${node!.id}`);
  const asked = page.waitForResponse(
    (response) => response.url().endsWith("/api/v1/syncs") && response.request().method() === "POST",
  );
  await page.getByRole("button", { name: "Read now" }).click();
  expect((await asked).status()).toBe(202);
});

test("an id that is nowhere is told apart from one in another scope", async ({ page, request }) => {
  const [node] = (await nodesOf(request, "status:reachable scope:210987654321:us-east-1")).items;
  await page.goto(`/nodes/210987654321:eu-west-1/${node!.id}`);
  await expect(page.getByRole("main")).toContainText("us-east-1");
  await page.goto("/nodes/210987654321:eu-west-1/i-00000000000000000");
  await expect(page.getByRole("main")).toContainText("i-00000000000000000");
});
