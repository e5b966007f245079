import Link from "next/link";
import type { CauseDetail } from "../../lib/api/cause.ts";
import { formatCount } from "../../lib/format/count.ts";
import { shortenId } from "../../lib/format/id.ts";
import { fleetHref, nodeHref } from "../../lib/routes/fleet.ts";
import { nameScope, useScopeNames } from "../fleet/use-scope-names.ts";
import { TextLink } from "../ui/link.tsx";
import { StatusWord } from "../ui/status-glyph.tsx";
import { Table, TableCell, TableFrame, TableHead, TableHeadRow, TableRow } from "../ui/table.tsx";
import { Age, Moment } from "../ui/time.tsx";

/** The first nodes of a cause; the fleet page has them all. */
export function CauseNodes({ cause }: { cause: CauseDetail }) {
  const names = useScopeNames();
  const more = cause.nodes.total - cause.first.length;
  return (
    <>
      <TableFrame label="Nodes that have this cause" className="mt-2 rounded-3">
        <Table>
          <thead>
            <TableHeadRow>
              <TableHead>Status</TableHead>
              <TableHead>Node</TableHead>
              <TableHead className="max-wide:hidden">Id</TableHead>
              <TableHead className="max-wide:hidden">Scope</TableHead>
              <TableHead isNumeric className="max-wide:hidden">
                Seen since
              </TableHead>
              <TableHead isNumeric>Last ping</TableHead>
            </TableHeadRow>
          </thead>
          <tbody>
            {cause.first.map((node) => {
              const { account, region } = nameScope(node.scope, names);
              return (
                <TableRow key={`${node.scope}/${node.id}`}>
                  <TableCell>
                    <StatusWord status={node.status} />
                  </TableCell>
                  <TableCell className="max-w-60">
                    <Link
                      href={nodeHref(node.scope, node.id)}
                      prefetch={false}
                      className="block truncate rounded-1 font-name text-1 hover:underline"
                    >
                      {node.name ?? node.id}
                    </Link>
                    {node.excluded && (
                      <span className="block truncate text-meta text-3" title={node.excluded.reason}>
                        not meant to answer until <Moment at={node.excluded.until} />
                      </span>
                    )}
                  </TableCell>
                  <TableCell className="max-wide:hidden">
                    <code className="text-micro text-3" title={node.id}>
                      {shortenId(node.id)}
                    </code>
                  </TableCell>
                  <TableCell className="text-meta whitespace-nowrap max-wide:hidden">
                    {account} <span className="text-3">{region}</span>
                  </TableCell>
                  <TableCell isNumeric className="max-wide:hidden">
                    <Age at={node.statusSince} />
                  </TableCell>
                  <TableCell isNumeric>
                    <Age at={node.lastPingAt} />
                  </TableCell>
                </TableRow>
              );
            })}
          </tbody>
        </Table>
      </TableFrame>
      {more > 0 && (
        <p className="mt-2 text-meta">
          <TextLink href={fleetHref({ q: cause.filter })} prefetch={false}>
            {formatCount(more)} more in Fleet
          </TextLink>
        </p>
      )}
    </>
  );
}
