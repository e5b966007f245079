import { expect, test } from "vitest";
import { showProgress } from "./progress.ts";

function watched(isTTY: boolean) {
  const written: string[] = [];
  const output = { isTTY, columns: 12, write: (text: string) => written.push(text) };
  let at = 0;
  return { written, progress: showProgress(output, () => at), pass: (ms: number) => (at += ms) };
}

test("a log is told at once and then now and then, and keeps what it was told", () => {
  const { written, progress, pass } = watched(false);
  for (const text of ["one", "two", "three"]) {
    progress.say(text);
    pass(6_000);
  }
  progress.clear();
  expect(written).toEqual(["one\n", "three\n"]);
});

test("a terminal has one line, which never wraps and is gone in the end", () => {
  const { written, progress, pass } = watched(true);
  progress.say("a line that is too long");
  progress.say("not yet");
  pass(100);
  progress.say("two");
  progress.clear();
  progress.clear();
  expect(written).toEqual(["\r\x1b[Ka line that", "\r\x1b[Ktwo", "\r\x1b[K"]);
});
