"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { NodeSummary } from "../../lib/api/node.ts";
import { api } from "../../lib/routes/api.ts";
import { printFilter } from "../../lib/routes/filter.ts";
import { fleetHref, nodeHref } from "../../lib/routes/fleet.ts";
import { useScopeName } from "../fleet/use-scope-names.ts";
import { readJson } from "../query/read-json.ts";
import { Button } from "../ui/button.tsx";
import { Code } from "../ui/code.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { TextLink } from "../ui/link.tsx";
import { StatusWord } from "../ui/status-glyph.tsx";
import { isNodeId } from "./node-id.ts";

/**
 * What a node's page says when there is no such node: whether the id can be one at all, and where else it is. `scope` is null
 * where the address has none.
 */
export function NodeNotFound({ scope, id }: { scope: string | null; id: string }) {
  const { account, region } = useScopeName(scope ?? "");
  const elsewhere = useQuery({
    queryKey: ["nodes-by-id", id],
    queryFn: ({ signal }) =>
      readJson<{ items: NodeSummary[] }>(
        api.nodes({
          q: printFilter([{ key: "node", values: [id], negated: false }]),
          sort: "scope",
          limit: 20,
        }),
        { signal },
      ),
  });
  const found = elsewhere.data?.items ?? [];
  return (
    <EmptyState
      title={
        <>
          No node <Code className="wrap-anywhere whitespace-normal!">{id}</Code>
          {account === "" || region === "" ? "" : ` in ${account} · ${region}`}.
        </>
      }
      className="max-w-160"
      actions={
        <>
          <Button asChild>
            <Link href={fleetHref()}>Show the fleet</Link>
          </Button>
          {found.length === 0 && (
            <Button asChild variant="bare">
              <Link href={fleetHref({ q: id })}>Search for it as text</Link>
            </Button>
          )}
        </>
      }
    >
      {found.length > 0 ? (
        <>
          <p>{placesOf(scope, found.length)}</p>
          <ul className="mt-2">
            {found.map((node) => (
              <Found key={node.scope} node={node} />
            ))}
          </ul>
        </>
      ) : (
        elsewhere.isSuccess && <p>{isNodeId(id) ? absent : malformed}</p>
      )}
    </EmptyState>
  );
}

function placesOf(scope: string | null, count: number): string {
  const others = scope === null ? "" : count === 1 ? "another " : "other ";
  return `It is in ${others}${count === 1 ? "scope" : "scopes"}:`;
}

const absent =
  "The id is well formed, but no scope that Muster reads has it. It may have ended more than an hour ago, when AWS forgets an instance, or live in an account or Region that is not read here.";
const malformed =
  "It is not the id of a node either: those are i- or mi- and 17 hexadecimal digits (8 for the oldest instances). Part of it may be missing.";

function Found({ node }: { node: NodeSummary }) {
  const { account, region } = useScopeName(node.scope);
  return (
    <li className="flex items-center gap-3 border-t border-line-faint py-1.5">
      <StatusWord status={node.status} />
      <TextLink href={nodeHref(node.scope, node.id)}>
        {node.name ?? node.id} in {account} · {region}
      </TextLink>
    </li>
  );
}
