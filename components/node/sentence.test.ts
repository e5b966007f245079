import fc from "fast-check";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Sentence, splitSentence } from "./sentence.tsx";

const printedIn = (sentence: string) =>
  splitSentence(sentence).flatMap((part) => (part.kind === "printed" ? [part.text] : []));

test.each<[string, string[]]>([
  ["Security group sg-0c41a7e8925fb36e lets nothing out on port 443.", ["sg-0c41a7e8925fb36e"]],
  ["Grant ssm:DescribeInstanceInformation to the role.", ["ssm:DescribeInstanceInformation"]],
  ["arn:aws:iam::123456789012:role/app may not register.", ["arn:aws:iam::123456789012:role/app"]],
  ["com.amazonaws.eu-west-1.ssm has no endpoint.", ["com.amazonaws.eu-west-1.ssm"]],
  [
    "No name, as ssm.eu-west-1.amazonaws.com. Nor ssm.eu-west-1.api.aws, is resolved.",
    ["ssm.eu-west-1.amazonaws.com", "ssm.eu-west-1.api.aws"],
  ],
  ["The last ping is 3 h old.", []],
  ["", []],
])("in %j AWS would print %j", (sentence, expected) => {
  expect(printedIn(sentence)).toEqual(expected);
});

test("a time is one, and no id, whatever its precision", () => {
  const times = splitSentence(
    "From 2026-11-25T16:40:04.283Z to 2026-11-25T16:41Z, again 2026-11-25 16:42 UTC; not at 2026-99-99T00:00Z.",
  );
  expect(times.filter(({ kind }) => kind === "time").map(({ text }) => text)).toEqual([
    "2026-11-25T16:40:04.283Z",
    "2026-11-25T16:41Z",
    "2026-11-25 16:42 UTC",
  ]);
});

test("a name that runs from right to left stands alone, so that it does not turn the words behind it", () => {
  const parts = splitSentence("SSM lost שרת ראשי 3 hours ago.");
  expect(parts.map(({ kind, text }) => [kind, text])).toEqual([
    ["said", "SSM lost "],
    ["name", "שרת ראשי"],
    ["said", " 3 hours ago."],
  ]);
});

test.each([
  ["com.amazonaws.eu-west-1.ssm", /<code class="whitespace-nowrap">com\.amazonaws\.eu-west-1\.ssm</],
  [
    "com.amazonaws.ap-southeast-2.ssmmessages",
    /<span class="whitespace-nowrap">ap-southeast-2\.<\/span><wbr\/>/,
  ],
])("%s never breaks inside its Region", (name, drawn) => {
  expect(renderToStaticMarkup(createElement(Sentence, { text: `There is no ${name} here.` }))).toMatch(drawn);
});

test("nothing of a sentence is lost", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (sentence) => {
      expect(
        splitSentence(sentence)
          .map((part) => part.text)
          .join(""),
      ).toBe(sentence);
    }),
  );
});

test.each([
  ["sg-0c41a7e8925fb36ea", "whitespace-nowrap"],
  ["arn:aws:iam::123456789012:role/aws-service-role/app", "wrap-anywhere"],
])("%s stands in a line as a whole only if it fits into a phone's: %s", (printed, className) => {
  const html = renderToStaticMarkup(createElement(Sentence, { text: `It is ${printed}.` }));
  expect(html).toContain(`<code class="${className}">${printed}</code>`);
});
