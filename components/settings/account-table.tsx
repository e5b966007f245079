import type { Settings } from "../../lib/api/settings.ts";
import { Code } from "../ui/code.tsx";
import { Table, TableCell, TableFrame, TableHead, TableHeadRow } from "../ui/table.tsx";

/** The accounts that are read, and by which role; on a phone one under the other. */
export function AccountTable({ accounts }: { accounts: Settings["accounts"] }) {
  return (
    <TableFrame label="Accounts" className="rounded-3">
      <Table className="max-wide:block [&_tbody]:max-wide:block">
        <thead className="max-wide:sr-only">
          <TableHeadRow>
            <TableHead>Account</TableHead>
            <TableHead>Role</TableHead>
            <TableHead>Regions</TableHead>
          </TableHeadRow>
        </thead>
        <tbody>
          {accounts.map((account) => (
            <Account key={account.id} account={account} />
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}

function Account({ account }: { account: Settings["accounts"][number] }) {
  const { id, name, roleArn, hasExternalId, regions } = account;
  return (
    <tr className="h-row border-t border-line-faint first:border-t-0 max-wide:block max-wide:h-auto max-wide:py-2">
      <TableCell className="whitespace-nowrap max-wide:block">
        {name && <span className="mr-2 font-name">{name}</span>}
        <Code className="text-3">{id}</Code>
      </TableCell>
      <TableCell className="py-1 text-2 max-wide:block wide:whitespace-nowrap">
        {roleArn ? (
          <>
            <code className="wrap-anywhere">{roleArn}</code>
            {hasExternalId && <span className="ml-2 text-meta text-3">with an external id</span>}
          </>
        ) : (
          "Muster's own credentials"
        )}
      </TableCell>
      <TableCell className="py-1 text-meta text-2 max-wide:block">
        {regions.length === 0 ? (
          "not known yet"
        ) : (
          <span className="flex flex-wrap gap-x-2.5">
            {regions.map((region) => (
              <span key={region} className="whitespace-nowrap">
                {region}
              </span>
            ))}
          </span>
        )}
      </TableCell>
    </tr>
  );
}
