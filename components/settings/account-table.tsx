import type { Settings } from "../../lib/api/settings.ts";
import { formatList } from "../../lib/format/count.ts";
import { Code } from "../ui/code.tsx";
import { Table, TableCell, TableFrame, TableHead, TableHeadRow } from "../ui/table.tsx";

export function AccountTable({ accounts }: { accounts: Settings["accounts"] }) {
  return (
    <TableFrame label="Accounts" className="rounded-3">
      <Table>
        <thead>
          <TableHeadRow>
            <TableHead>Account</TableHead>
            <TableHead>Role</TableHead>
            <TableHead>Regions</TableHead>
          </TableHeadRow>
        </thead>
        <tbody>
          {accounts.map((account) => (
            <tr key={account.id} className="h-row border-t border-line-faint first:border-t-0">
              <TableCell className="whitespace-nowrap">
                {account.name && <span className="mr-2 font-name">{account.name}</span>}
                <Code className="text-3">{account.id}</Code>
              </TableCell>
              <TableCell className="whitespace-nowrap text-2">
                {account.roleArn ? (
                  <>
                    <Code>{account.roleArn}</Code>
                    {account.hasExternalId && (
                      <span className="ml-2 text-meta text-3">with an external id</span>
                    )}
                  </>
                ) : (
                  "Muster's own credentials"
                )}
              </TableCell>
              <TableCell className="min-w-56 py-1 text-meta text-2">
                {account.regions.length === 0 ? "not known yet" : formatList(account.regions)}
              </TableCell>
            </tr>
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}
