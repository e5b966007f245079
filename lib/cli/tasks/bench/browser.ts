import { gzipSync } from "node:zlib";
import { type Browser, chromium, type Page } from "@playwright/test";
import { findChromium } from "../test/chromium.ts";
import type { Measure } from "./measure.ts";
import { p95 } from "./measure.ts";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

async function inBrowser<T>(work: (page: Page) => Promise<T>): Promise<T> {
  const executablePath = findChromium();
  if (executablePath === undefined)
    throw new Error(
      "no Chromium is installed, and none could be installed: run apt-get install chromium, or set MUSTER_CHROMIUM to one.",
    );
  const browser: Browser = await chromium.launch({ executablePath, args: flags });
  try {
    return await work(await browser.newPage({ viewport: { width: 1440, height: 900 } }));
  } finally {
    await browser.close();
  }
}

export const browserMeasures: readonly Measure[] = [
  {
    name: "fleet-javascript",
    what: "JavaScript that the fleet page sends on first load (gzip)",
    unit: "KB",
    budget: 200,
    async take(demo) {
      const { url } = await demo.everythingRead;
      return inBrowser(async (page) => {
        const scripts: Promise<Buffer>[] = [];
        page.on("response", (response) => {
          if (response.request().resourceType() === "script") scripts.push(response.body());
        });
        await page
          .goto(`${url}/fleet`, { waitUntil: "networkidle" })
          .catch(() => page.getByRole("row").nth(5).waitFor());
        const bodies = await Promise.all(scripts);
        return bodies.reduce((sum, body) => sum + gzipSync(body).byteLength, 0) / 1000;
      });
    },
  },
  {
    name: "fleet-lcp",
    what: "largest contentful paint of the fleet page on the large fleet, median of fresh browsers",
    unit: "s",
    budget: 1,
    async take(demo) {
      const { url } = await demo.everythingRead;
      const paints: number[] = [];
      for (let load = 0; load < freshLoads; load += 1)
        paints.push(await inBrowser((page) => largestPaint(page, url)));
      return paints.toSorted((one, other) => one - other)[Math.floor(freshLoads / 2)]! / 1000;
    },
  },
  {
    name: "filter-to-paint",
    what: "click on a status until its rows are painted, on the large fleet, 95th percentile",
    unit: "ms",
    budget: 100,
    async take(demo) {
      const { url } = await demo.everythingRead;
      return inBrowser(async (page) => {
        await page.goto(`${url}/fleet`);
        await page.getByRole("row").nth(5).waitFor();
        await settled(page);
        const times: number[] = [];
        for (const word of clicks) times.push(await filterToPaint(page, word));
        return p95(times);
      });
    },
  },
];

/** One load alone tells more of what else the machine did in that second. */
const freshLoads = 5;

async function largestPaint(page: Page, url: string): Promise<number> {
  await page.goto(`${url}/fleet`);
  await page.getByRole("row").nth(5).waitFor();
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)!.startTime)).observe({
          type: "largest-contentful-paint",
          buffered: true,
        });
      }),
  );
}

/** Each click makes a filter that was not asked for before, so none is answered from the browser's memory. */
const clicks = [
  "Connection lost",
  "Not registered",
  "Off",
  "Degraded",
  "Connection lost",
  "Gone",
  "Not registered",
  "Reachable",
  "Off",
  "Connection lost",
  "Degraded",
  "Not registered",
  "Gone",
  "Off",
  "Connection lost",
  "Degraded",
  "Not registered",
  "Connection lost",
  "Off",
  "Not registered",
];

/** A person reads before they click: by then the page's scripts have run. */
function settled(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const idle = () => new Promise((resolve) => requestIdleCallback(resolve));
    if (document.readyState !== "complete")
      await new Promise((resolve) => window.addEventListener("load", resolve, { once: true }));
    await idle();
    await idle();
  });
}

/** Clicks a word of the legend in the page itself, and waits there for the first frame in which the foot's count differs. */
function filterToPaint(page: Page, word: string): Promise<number> {
  return page.evaluate(async (words) => {
    const foot = () =>
      [...document.querySelectorAll('[role="status"]')]
        .map(({ textContent }) => textContent ?? "")
        .find((text) => /^[\d,]+ nodes?$/.test(text)) ?? "";
    const before = foot();
    const legend = [...document.querySelectorAll<HTMLElement>("a, button")].find((element) =>
      element.textContent?.trim().startsWith(words),
    )!;
    const startedAt = performance.now();
    legend.click();
    while (foot() === before && performance.now() - startedAt < 5_000) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    // The frame that shows it has been painted when the next one begins.
    await new Promise((resolve) => requestAnimationFrame(resolve));
    return performance.now() - startedAt;
  }, word);
}
