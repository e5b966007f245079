import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { FixChoices } from "./fix-choices.tsx";

function tell(whyNone: string | null): string {
  const choices = { items: [], total: 0, next: null, whyNone };
  return renderToStaticMarkup(
    <FixChoices code="endpoint-security-group-blocks" choices={choices} onChoose={() => undefined} />,
  );
}

test("where there is no fix because it is mended elsewhere, that is said, and nothing of what could not be read", () => {
  const html = tell("sg-1 stands in 210987654321:eu-west-1.");
  expect(html).toContain("another account or Region");
  expect(html).toContain("210987654321:eu-west-1");
  expect(html).not.toContain("could not be read");
  expect(tell(null)).toContain("could not be read");
});
