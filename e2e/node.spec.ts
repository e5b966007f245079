import { CreateTagsCommand, DeleteTagsCommand, EC2Client } from "@aws-sdk/client-ec2";
import type { Page } from "@playwright/test";
import { demoCredentials } from "../lib/demo/fleet/demo-accounts.ts";
import { expect, nodeAddress, nodesOf, test } from "./product.ts";

test("a node's page says its status, the facts behind it, and what AWS answered", async ({
  page,
  request,
}) => {
  const [node] = (await nodesOf(request, "status:lost tag:Env=prod")).items;
  await page.goto(nodeAddress(node!));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    new RegExp(`^SSM lost ${node!.name} .* ago[.,;]`),
  );
  await expect(page.getByText("ssm:DescribeInstanceInformation").first()).toBeVisible();
  await page.getByRole("button", { name: /Passed: Target/ }).click();
  await expect(page.getByText("ec2:DescribeInstances", { exact: true }).first()).toBeVisible();
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

const pathOf = (page: Page) => page.getByRole("figure", { name: /^Network path of/ });

test.describe("a node behind a closed security group", () => {
  const query = "cause:security-group-egress-blocks tag:Env=prod";

  test("shows where its path ends and why, and what every other hop would do", async ({ page, request }) => {
    const [node] = (await nodesOf(request, query)).items;
    await page.goto(nodeAddress(node!));
    await expect(page.getByRole("heading", { level: 1 })).toContainText(", because ");
    const path = pathOf(page);
    const reason = path.getByRole("region", { name: "The reason" });
    await expect(path).toHaveAccessibleName(/ssm \(required, heartbeat\): blocked at Security group, out\./);
    await expect(reason).toContainText("ENI_SG_RULES_MISMATCH");
    await expect(reason.getByRole("columnheader", { name: "Outbound rule" })).toBeVisible();
    await expect(reason.getByRole("link", { name: /in the AWS console/ })).toHaveAttribute(
      "href",
      /console\.aws\.amazon\.com\/ec2\/home.*#SecurityGroup:groupId=sg-/,
    );
    await path
      .getByRole("button", { name: /^Route/ })
      .first()
      .click();
    await expect(reason).toContainText("The packet does not get here; this is what would happen if it did.");
    await expect(reason.getByRole("columnheader", { name: "Target" })).toBeVisible();
  });

  test("is walked through by keyboard", async ({ page, request }) => {
    const [node] = (await nodesOf(request, query)).items;
    await page.goto(nodeAddress(node!));
    const path = pathOf(page);
    const block = path.getByRole("button", { name: /^Security group, out \(blocked\)/ }).first();
    await expect(block).toHaveAttribute("aria-expanded", "true");
    await block.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    const list = path.getByRole("button", { name: /^Network ACL, out/ }).first();
    await expect(list).toBeFocused();
    await expect(list).toHaveAttribute("aria-expanded", "true");
    await expect(block).toHaveAttribute("aria-expanded", "false");
    await page.keyboard.press("ArrowDown");
    await expect(path.getByRole("button", { name: /^Network ACL, out/ }).nth(1)).toBeFocused();
  });

  test("leads to the cause that it shares, and folds the same lane on a phone", async ({ page, request }) => {
    const [node] = (await nodesOf(request, query)).items;
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(nodeAddress(node!));
    const lane = pathOf(page).getByRole("button", { name: "Blocked at the same group." }).first();
    await lane.click();
    await expect(lane).toHaveAttribute("aria-expanded", "true");
    await page.getByRole("link", { name: /other nodes? shares? this cause|^The cause$/ }).click();
    await expect(page).toHaveURL(/\/causes\/security-group-egress-blocks\//);
  });

  test("has its checks in the order of what is wrong; what passed is folded and opens to its facts", async ({
    page,
    request,
  }) => {
    const [node] = (await nodesOf(request, query)).items;
    await page.goto(nodeAddress(node!));
    const heads = page.getByRole("main").getByRole("heading", { level: 3, name: /^(Failed|Follow|Passed)/ });
    await expect(heads).toHaveText([/^Failed/, /^Follow from it/, /^Passed/]);
    const fold = page.getByRole("button", { name: /Passed: Instance/ });
    await fold.click();
    await expect(fold).toHaveAttribute("aria-expanded", "true");
    await expect(page.getByText("ec2:DescribeInstanceStatus").first()).toBeVisible();
  });
});

test("ids on a whole way through a NAT gateway stand apart at the design's width", async ({
  page,
  request,
}) => {
  const [node] = (await nodesOf(request, "cause:nat-gateway-unavailable")).items;
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(nodeAddress(node!));
  const ids = page.locator("figure [data-column] > code");
  await expect(ids.first()).toBeVisible();
  const places = await ids.evaluateAll((elements) =>
    elements.map((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      const { left, right, top } = range.getBoundingClientRect();
      return { left, right, top };
    }),
  );
  for (const [index, { left, top }] of places.entries()) {
    const before = places[index - 1];
    if (before?.top === top) expect(left - before.right).toBeGreaterThan(6);
  }
});

test.describe("“Can it reach …?”", () => {
  test("answers for any service, keeps the question in the address, and Back takes it away", async ({
    page,
    request,
  }) => {
    const [node] = (await nodesOf(request, "cause:security-group-egress-blocks tag:Env=prod")).items;
    await page.goto(nodeAddress(node!));
    await page.getByLabel("Address or service").fill("s3");
    await page.getByRole("button", { name: "Trace" }).click();
    const answer = page.getByText(`${node!.name} can reach s3 on tcp 443.`);
    await expect(answer).toBeVisible();
    await expect(page).toHaveURL(/\?to=s3$/);
    await page.reload();
    await expect(answer).toBeVisible();
    await page.goBack();
    await expect(answer).toBeHidden();
  });

  test.describe("a question that is none", () => {
    test.use({ areFailedRequestsMeant: true });

    test("is refused in words", async ({ page, request }) => {
      const [node] = (await nodesOf(request, "status:reachable")).items;
      await page.goto(`${nodeAddress(node!)}?to=not%20an%20address`);
      await expect(page.getByRole("alert").filter({ hasText: /address/ })).toBeVisible();
    });
  });
});

test("a node that only its host can explain says whom to suspect, and reads what the host printed", async ({
  page,
  request,
}) => {
  const [node] = (await nodesOf(request, "cause:agent-silent")).items;
  await page.goto(nodeAddress(node!));
  await expect(page.getByRole("heading", { name: "On the host", exact: false, level: 2 })).toBeVisible();
  await expect(page.getByText(/ssm-cli(\.exe")? get-diagnostics/)).toBeVisible();
  await page.getByLabel("What it printed").fill(
    JSON.stringify({
      DiagnosticsOutput: [
        { Check: "EC2 IMDS", Status: "Success", Note: "IMDS is accessible and has instance id" },
        { Check: "Agent service", Status: "Failed", Note: "Agent service is not running" },
      ],
    }),
  );
  await page.getByRole("button", { name: "Read it" }).click();
  await expect(page.getByRole("heading", { name: "Suspects, after what the host says" })).toBeVisible();
  await expect(page.getByText("Agent service is not running").first()).toBeVisible();
});

test("what nobody can read of a host is said once and leaves the suspects; of what is long the end is read", async ({
  page,
  request,
}) => {
  const [node] = (await nodesOf(request, "cause:agent-silent")).items;
  await page.goto(nodeAddress(node!));
  const box = page.getByLabel("What it printed");
  await box.fill("lorem ipsum dolor");
  await page.getByRole("button", { name: "Read it" }).click();
  await expect(page.getByText(/^Nothing in it is known/)).toHaveCount(1);
  await expect(page.getByRole("heading", { name: "Suspects, the likeliest first" })).toBeVisible();
  await box.fill(`${"a".repeat(1_000_000)}\nx509: certificate signed by unknown authority\n`);
  await expect(box).toHaveAccessibleDescription(/the last 262,144 are read/);
  await page.getByRole("button", { name: "Read it" }).click();
  await expect(page.getByRole("heading", { name: "Suspects, after what the host says" })).toBeVisible();
});

test("a hybrid node and a stopped one say why no path of theirs is drawn", async ({ page, request }) => {
  const [stopped] = (await nodesOf(request, "cause:instance-stopped")).items;
  await page.goto(nodeAddress(stopped!));
  await expect(page.getByText("It is stopped and sends nothing, so no path is drawn.")).toBeVisible();
  const [hybrid] = (await nodesOf(request, "cause:hybrid-node-silent")).items;
  await page.goto(nodeAddress(hybrid!));
  await expect(page.getByText("Its network is not AWS's")).toBeVisible();
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

  test("is found by its id alone", async ({ page, request }) => {
    const [node] = (await nodesOf(request, "status:lost")).items;
    await page.goto(`/nodes/${node!.id}`);
    await expect(page).toHaveURL(new RegExp(`/nodes/${encodeURIComponent(node!.scope)}/${node!.id}$`));
    await page.goto("/nodes/210987654321:us-east-1");
    await expect(page).toHaveURL(/\/fleet\?q=scope:210987654321:us-east-1$/);
    await page.goto("/nodes/i-00000000000000000");
    await expect(page.getByRole("heading", { name: "No node i-00000000000000000." })).toBeVisible();
    await page.goto("/nodes/elsewhere/i-00000000000000000");
    await expect(page.getByRole("heading", { name: "No node i-00000000000000000." })).toBeVisible();
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
