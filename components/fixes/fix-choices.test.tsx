import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ScopeWords } from "../fleet/scope-words.tsx";
import { syncsOptions } from "../sync/use-sync-overview.ts";
import { FixChoices } from "./fix-choices.tsx";

const scope = "210987654321:eu-west-1";

function draw(element: React.ReactNode, accountName: string | null = null): string {
  const client = new QueryClient();
  const scopes = [{ key: scope, accountName }];
  client.setQueryData(syncsOptions.queryKey, { scopes } as never);
  return renderToStaticMarkup(<QueryClientProvider client={client}>{element}</QueryClientProvider>);
}

function tell(whyNone: string | null, accountName: string | null = null): string {
  const choices = { items: [], total: 0, next: null, whyNone };
  const code = "endpoint-security-group-blocks";
  return draw(<FixChoices code={code} choices={choices} onChoose={() => undefined} />, accountName);
}

test("where there is no fix because it is mended elsewhere, that is said, and nothing of what could not be read", () => {
  const html = tell(`sg-1 stands in ${scope}.`);
  expect(html).toContain("another account or Region");
  expect(html).toContain("210987654321 · eu-west-1");
  expect(html).not.toContain("could not be read");
  expect(tell(null)).toContain("could not be read");
});

test("where it is mended is said by the account's name, if it has one", () => {
  expect(tell(`sg-1 stands in ${scope}.`, "prod")).toContain("stands in prod · eu-west-1.");
});

test("a scope in words keeps its key as the title", () => {
  const html = draw(<ScopeWords scope={scope} />, "prod");
  expect(html).toContain(`title="${scope}"`);
  expect(html.replaceAll(/<[^>]+>/g, "")).toBe("prod · eu-west-1");
});
