import type { ReactNode } from "react";
import type { NodeDetail } from "../../lib/api/node.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { platformOf, profileNameOf, sortedTags } from "./node-facts.ts";

type Entry = { term: string; shown: ReactNode; copied: string | null };

/** Who a node is: what one copies into a command, a search or a message. */
export function Identity({ node }: { node: NodeDetail }) {
  const tags = sortedTags(node.tags);
  return (
    <dl className="mt-1">
      {entriesOf(node).map(({ term, shown, copied }) => (
        <Line key={term} term={term} copied={copied}>
          {shown}
        </Line>
      ))}
      <Line
        term="Tags"
        copied={tags.length > 0 ? tags.map(([key, value]) => `${key}=${value}`).join("\n") : null}
      >
        {tags.length === 0 && <span className="text-3">none</span>}
        <ul>
          {tags.map(([key, value]) => (
            <li key={key} className="wrap-anywhere">
              <bdi>{key}</bdi>
              <span className="text-3"> = </span>
              <bdi>{value}</bdi>
            </li>
          ))}
        </ul>
      </Line>
    </dl>
  );
}

function Line({ term, copied, children }: { term: string; copied: string | null; children: ReactNode }) {
  return (
    <div className="grid min-h-8 grid-cols-[84px_minmax(0,1fr)] items-start gap-x-2 border-b border-line-faint py-1">
      <dt className="py-0.5 text-3">{term}</dt>
      <dd className="grid grid-cols-[minmax(0,1fr)_24px] items-start gap-x-2">
        <div className="py-0.5 wrap-anywhere text-1">{children}</div>
        {copied && <CopyButton text={copied} label={`Copy: ${term}`} />}
      </dd>
    </div>
  );
}

function entriesOf(node: NodeDetail): Entry[] {
  const isHybrid = node.id.startsWith("mi-");
  const platform = [platformOf(node), node.instanceType].filter((part) => part !== null).join(", ");
  return [
    { term: isHybrid ? "Node" : "Instance", shown: <code>{node.id}</code>, copied: node.id },
    { term: "Address", shown: <Addresses node={node} />, copied: node.privateAddress ?? node.publicAddress },
    ...(node.vpc === null && node.subnet === null ? [] : [network(node)]),
    { term: "Role", shown: <RoleName node={node} />, copied: node.role },
    { term: "Platform", shown: platform || <span className="text-3">not known</span>, copied: null },
    {
      term: "Agent",
      shown: node.agentVersion ?? <span className="text-3">not known</span>,
      copied: node.agentVersion,
    },
    ...optional("Computer", node.computerName),
    ...optional("Image", node.imageId, true),
    ...optional("Group", node.autoScalingGroup),
  ];
}

function optional(term: string, value: string | null, isPrinted = false): Entry[] {
  return value === null ? [] : [{ term, shown: isPrinted ? <code>{value}</code> : value, copied: value }];
}

function network(node: NodeDetail): Entry {
  const ids = [node.vpc, node.subnet, ...node.securityGroups].filter((id) => id !== null);
  return {
    term: "Network",
    shown: (
      <ul>
        {ids.map((id) => (
          <li key={id}>
            <code>{id}</code>
            {id === node.subnet && node.zone && <span className="text-3"> in {node.zone}</span>}
          </li>
        ))}
      </ul>
    ),
    copied: ids.join("\n"),
  };
}

function Addresses({ node }: { node: NodeDetail }) {
  const addresses = [node.privateAddress, node.publicAddress, node.ipv6Address].filter((one) => one !== null);
  if (addresses.length === 0) return <span className="text-3">not known</span>;
  return (
    <>
      {addresses.map((address) => (
        <code key={address} className="mr-2">
          {address}
        </code>
      ))}
      {node.publicAddress === null && <span className="text-3">no public address</span>}
    </>
  );
}

function RoleName({ node }: { node: NodeDetail }) {
  if (node.role === null) return <span className="text-3">none known</span>;
  return (
    <>
      {node.role}
      {node.instanceProfileArn && (
        <span className="text-3"> by profile {profileNameOf(node.instanceProfileArn)}</span>
      )}
    </>
  );
}
