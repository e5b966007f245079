import { expect, test } from "vitest";
import { escapeXml } from "./xml.ts";

test.each([
  ["plain, été 😀", "plain, été 😀"],
  [`<a href="b">&</a>`, "&lt;a href=&quot;b&quot;&gt;&amp;&lt;/a&gt;"],
  ["line\r\n\ttab", "line&#xD;\n\ttab"],
  ["bell\u0007, null\u0000, half \ud83d", "bell\ufffd, null\ufffd, half \ufffd"],
])("%j is text that every XML parser reads", (text, escaped) => {
  expect(escapeXml(text)).toBe(escaped);
});
