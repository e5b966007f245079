import { expect, test } from "vitest";
import { type Measure, takeEach } from "./measure.ts";
import { RunningDemo } from "./running-demo.ts";

function aMeasure(name: string, take: Measure["take"]): Measure {
  return { name, what: name, unit: "ms", budget: 10, take };
}

test("a figure that cannot be taken hides none of the others, and is named", async () => {
  const told: string[] = [];
  const { results, failures } = await takeEach(
    [
      aMeasure("one", async () => 4),
      aMeasure("two", async () => {
        throw new Error("no Chromium is installed");
      }),
      aMeasure("three", async () => 12.3456),
    ],
    new RunningDemo(300),
    (line) => told.push(line),
  );
  expect(results).toEqual([
    { name: "one", value: 4, unit: "ms", budget: 10, within: true },
    { name: "three", value: 12.3, unit: "ms", budget: 10, within: false },
  ]);
  expect(failures).toEqual(["two was not measured: no Chromium is installed"]);
  expect(told).toEqual(["one …", "two …", "three …"]);
});
