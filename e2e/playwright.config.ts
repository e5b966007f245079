import { defineConfig } from "@playwright/test";

/** A window's omnibox is two pages more, made and drawn in every test: more than half of what an empty page costs. */
const omnibox = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup"];
/** What Playwright turns off itself; a second list replaces it. */
const playwrightsOwn = [
  "AimEnabled",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsFirstBalancedModeAutoEnable",
  "HttpsUpgrades",
  "LensOverlay",
  "MediaRouter",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "PreconnectToSearch",
  "ThirdPartyStoragePartitioning",
];

export default defineConfig({
  testDir: ".",
  outputDir: "results",
  // These tell a test that hangs, never one that is slow.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  // One product, one store: tests that change something, or count, go one after another. Beside them go those that hold of
  // a page whatever is on it, in the time in which the others wait.
  workers: 2,
  projects: [
    { name: "product", testIgnore: "accessibility.spec.ts", workers: 1 },
    { name: "accessibility", testMatch: "accessibility.spec.ts", workers: 1 },
  ],
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  globalSetup: "./start-demo.ts",
  use: {
    viewport: { width: 1440, height: 900 },
    // The page as it was at each step is in it; filmed as well, every test would pay for what few need.
    trace: { mode: "retain-on-failure", screenshots: false },
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.MUSTER_CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        `--disable-features=${[...omnibox, ...playwrightsOwn].join()}`,
      ],
    },
  },
});
