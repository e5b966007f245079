import { CreateTagsCommand, DeleteTagsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { demoCredentials } from "../lib/demo/fleet/demo-accounts.ts";
import { expect, nodeAddress, nodesOf, test } from "./product.ts";

test("a node's page says its status, the facts behind it, and what AWS answered", async ({
  page,
  request,
}) => {
  const [node] = (await nodesOf(request, "status:lost tag:Env=prod")).items;
  await page.goto(nodeAddress(node!));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    new RegExp(`^SSM lost ${node!.name} .* ago\\.$`),
  );
  await expect(page.getByText("ssm:DescribeInstanceInformation").first()).toBeVisible();
  await expect(page.getByText("ec2:DescribeInstances").first()).toBeVisible();
  await page.getByRole("group").filter({ hasText: "EC2 instance" }).getByText("EC2 instance").click();
  await expect(page.getByText(`"InstanceId": "${node!.id}"`)).toBeVisible();
});

test("what changed in AWS is on the page after “Read now”, without a reload", async ({ page, request }) => {
  const [node] = (await nodesOf(request, "status:reachable scope:210987654321:us-east-1")).items;
  const ec2 = new EC2Client({
    endpoint: process.env.MUSTER_ENDPOINT!,
    region: "us-east-1",
    credentials: demoCredentials,
  });
  await page.goto(nodeAddress(node!));
  await expect(page.getByRole("heading", { level: 1 })).toContainText(node!.name!);
  const tagged = { Resources: [node!.id], Tags: [{ Key: "Reviewed", Value: "by-hand" }] };
  await ec2.send(new CreateTagsCommand(tagged));
  await page.getByRole("button", { name: "Read now" }).click();
  await expect(page.getByRole("main").getByText("Reviewed = by-hand")).toBeVisible({ timeout: 10_000 });
  await ec2.send(new DeleteTagsCommand(tagged));
});

test("a node's id is copied with one button", async ({ page, context, request }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const [node] = (await nodesOf(request, "status:lost")).items;
  await page.goto(nodeAddress(node!));
  await page.getByRole("button", { name: "Copy the id" }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(node!.id);
});

test.describe("a node that is not there", () => {
  test.use({ areFailedRequestsMeant: true });

  test("is found where it is, if that is another scope", async ({ page, request }) => {
    const [node] = (await nodesOf(request, "status:reachable scope:210987654321:us-east-1")).items;
    await page.goto(`/nodes/210987654321:eu-west-1/${node!.id}`);
    await expect(
      page.getByRole("heading", { name: `No node ${node!.id} in prod · eu-west-1.` }),
    ).toBeVisible();
    await page.getByRole("link", { name: `${node!.name} in prod · us-east-1` }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText(node!.name!);
  });

  test("is told apart from an id that no node can have", async ({ page }) => {
    await page.goto("/nodes/210987654321:eu-west-1/i-00000000000000000");
    await expect(page.getByText(/^The id is well formed, but no scope/)).toBeVisible();
    await page.goto("/nodes/210987654321:eu-west-1/i-0123");
    await expect(page.getByText(/^It is not the id of a node either/)).toBeVisible();
    await page.getByRole("link", { name: "Show the fleet" }).click();
    await expect(page).toHaveURL(/\/fleet$/);
  });
});
