import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { WalkthroughAnswer } from "../../lib/api/walkthrough.ts";
import { aRun, aStep, aWalkthrough } from "./a-walkthrough.ts";
import { StepActs } from "./step-acts.tsx";

function buttonsOf(changes: Partial<WalkthroughAnswer>, waitsFor: number | null = null): string[] {
  const walkthrough = aWalkthrough(changes);
  const html = renderToStaticMarkup(
    <QueryClientProvider client={new QueryClient()}>
      <StepActs walkthrough={walkthrough} step={walkthrough.steps[0]!} waitsFor={waitsFor} />
    </QueryClientProvider>,
  );
  return [...html.matchAll(/<button[^>]*?( disabled="")?[^>]*>([^<]*)/g)].map(
    ([tag, , words]) => `${words}${tag.includes("disabled=") ? " (off)" : ""}`,
  );
}

const isReadOnly = { isEnabled: false, roleArn: null, whyNot: "Muster only reads here." };

test("a step that may be applied can be tried first, and names what it is applied to", () => {
  expect(buttonsOf({})).toEqual(["Dry run", "Apply to app-workers…", "Mark done"]);
});

test("where Muster only reads, nothing that would change AWS can be pressed", () => {
  expect(buttonsOf({ applying: isReadOnly })).toEqual([
    "Dry run (off)",
    "Apply to app-workers… (off)",
    "Mark done",
  ]);
  const steps = [aStep({ isApplied: true, done: { at: 0, by: "maya" } })];
  expect(buttonsOf({ applying: isReadOnly, steps })).toEqual(["Undo… (off)"]);
});

test("a step waits for the one before it", () => {
  expect(buttonsOf({}, 1)).toEqual(["Dry run (off)", "Apply… (off)", "Mark done"]);
});

test("while AWS is asked nobody asks it again", () => {
  expect(buttonsOf({ steps: [aStep({ lastRun: aRun({ outcome: "running" }) })] })).toEqual([
    "Dry run (off)",
    "Apply to app-workers… (off)",
    "Mark done",
  ]);
});

test("what was applied can be taken back where that can be done from here, and is not marked by hand", () => {
  const done = { at: 0, by: "maya" };
  expect(buttonsOf({ steps: [aStep({ isApplied: true, done })] })).toEqual(["Undo…"]);
  const call = { ...aStep().call!, canBeUndone: false };
  expect(buttonsOf({ steps: [aStep({ isApplied: true, done, call })] })).toEqual([]);
});

test("what only a person can do is marked, and nothing else", () => {
  expect(buttonsOf({ steps: [aStep({ call: null })] })).toEqual(["Mark done"]);
});
