"use client";

import { Command } from "cmdk";
import { Search, Share2, Wrench } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { formatCountOf } from "../../lib/format/count.ts";
import { shortenId, shortenIdsIn } from "../../lib/format/id.ts";
import { leadWith } from "../../lib/format/lead-with.ts";
import { causeHref } from "../../lib/routes/causes.ts";
import { walkthroughHref } from "../../lib/routes/fixes.ts";
import { fleetHref, nodeHref, nodeKey } from "../../lib/routes/fleet.ts";
import { useScopeName } from "../fleet/use-scope-names.ts";
import { Dialog, DialogContent } from "../ui/dialog.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { StatusGlyph } from "../ui/status-glyph.tsx";
import { commandGroup, commandInput, commandItem } from "./command-looks.ts";
import { pages } from "./pages.ts";
import { useActions } from "./use-actions.ts";
import { useCauseHits } from "./use-cause-hits.ts";
import { useFixHits } from "./use-fix-hits.ts";
import { type NodeHits, useNodeHits } from "./use-node-hits.ts";

type CommandPaletteProps = {
  /** What was typed while this was on its way. */
  typed: string;
  onClose: () => void;
};

/** Jumps to a node by what one knows of it, to a page, or does something. */
export function CommandPalette({ typed, onClose }: CommandPaletteProps) {
  const [text, setText] = useState(typed);
  const [marked, setMarked] = useState("");
  const router = useRouter();
  const hits = useNodeHits(text);
  // The nodes come after what the page knows by itself, and stand first: Enter means the first of them.
  const first = hits.nodes[0] && nodeKey(hits.nodes[0]);
  useEffect(() => {
    if (first !== undefined) setMarked(first);
  }, [first]);
  const leave = (href: string) => {
    onClose();
    router.push(href);
  };
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent title="Jump to a node, cause, fix, page or action" isTitleHidden width="max-w-150">
        <Command
          label="Jump to a node, cause, fix, page or action"
          shouldFilter={false}
          value={marked}
          onValueChange={setMarked}
          loop
          className="flex min-h-0 flex-col"
        >
          <div className="flex items-center gap-2.5 border-b border-line-faint px-4">
            <Search aria-hidden className="size-4 shrink-0 text-3" strokeWidth={1.5} />
            <Command.Input
              autoFocus
              value={text}
              onValueChange={setText}
              placeholder="Node id, name, address or tag; cause; fix; page; action"
              className={`${commandInput} h-11 text-lead`}
            />
            <Kbd className="max-wide:hidden">Esc</Kbd>
          </div>
          <Command.List className="min-h-0 flex-1 overflow-y-auto p-1.5">
            <NodeGroup hits={hits} text={text} onChoose={leave} />
            <CauseGroup text={text} onChoose={leave} />
            <FixGroup text={text} onChoose={leave} />
            <PageGroup text={text} onChoose={leave} />
            <ActionGroup text={text} onDone={onClose} />
          </Command.List>
        </Command>
      </DialogContent>
    </Dialog>
  );
}

type Choose = { text: string; onChoose: (href: string) => void };

function NodeGroup({ hits, text, onChoose }: Choose & { hits: NodeHits }) {
  if (text.trim() === "") return null;
  return (
    <Command.Group heading="Nodes" className={commandGroup}>
      {hits.nodes.map((node) => (
        <NodeItem key={nodeKey(node)} node={node} onChoose={onChoose} />
      ))}
      {hits.total > hits.nodes.length && (
        <Command.Item
          value="all nodes that match"
          className={commandItem}
          onSelect={() => onChoose(fleetHref({ q: text.trim() }))}
        >
          <Search aria-hidden className="size-3 text-3" />
          Show all {formatCountOf(hits.total, "node")} that match
        </Command.Item>
      )}
      {hits.total === 0 && (
        <p role="status" className="flex h-8 items-center px-2 text-3">
          {hits.error?.message ??
            (hits.isAsking ? "Looking…" : "No node has this in its id, name, address or tags.")}
        </p>
      )}
    </Command.Group>
  );
}

function NodeItem({ node, onChoose }: { node: NodeHits["nodes"][number]; onChoose: (href: string) => void }) {
  const { account, region } = useScopeName(node.scope);
  return (
    <Command.Item
      value={nodeKey(node)}
      className={commandItem}
      onSelect={() => onChoose(nodeHref(node.scope, node.id))}
    >
      <StatusGlyph status={node.status} isAlone />
      <span className="min-w-0 truncate font-name">{node.name ?? node.id}</span>
      {node.name && <code className="shrink-0 text-micro text-2">{shortenId(node.id)}</code>}
      {node.privateAddress && (
        <code className="shrink-0 text-micro text-2 max-wide:hidden">{node.privateAddress}</code>
      )}
      <span className="ml-auto shrink-0 text-meta text-2">
        {account} · {region}
      </span>
    </Command.Item>
  );
}

function CauseGroup({ text, onChoose }: Choose) {
  const causes = useCauseHits(text);
  if (causes.length === 0) return null;
  return (
    <Command.Group heading="Causes" className={commandGroup}>
      {causes.map((cause) => (
        <Command.Item
          key={`${cause.code} ${cause.key}`}
          value={`cause ${cause.code} ${cause.key}`}
          className={commandItem}
          onSelect={() => onChoose(causeHref(cause.code, cause.key))}
        >
          <Share2 aria-hidden className="size-4 shrink-0 text-3" strokeWidth={1.5} />
          <span className="min-w-0 truncate">{shortenIdsIn(leadWith(cause.subject.id, cause.sentence))}</span>
          <span className="ml-auto shrink-0 text-meta text-2">
            {formatCountOf(cause.nodes.total, "node")}
          </span>
        </Command.Item>
      ))}
    </Command.Group>
  );
}

function FixGroup({ text, onChoose }: Choose) {
  const steps = useFixHits(text);
  if (steps.length === 0) return null;
  return (
    <Command.Group heading="Fixes" className={commandGroup}>
      {steps.map(({ walkthroughId, title, freed }) => (
        <Command.Item
          key={walkthroughId}
          value={`fix ${walkthroughId}`}
          className={commandItem}
          onSelect={() => onChoose(walkthroughHref(walkthroughId))}
        >
          <Wrench aria-hidden className="size-4 shrink-0 text-3" strokeWidth={1.5} />
          <span className="min-w-0 truncate">{shortenIdsIn(title)}</span>
          <span className="ml-auto shrink-0 text-meta text-2">
            brings back {formatCountOf(freed, "node")}
          </span>
        </Command.Item>
      ))}
    </Command.Group>
  );
}

function matches(text: string, ...words: string[]): boolean {
  const all = words.join(" ").toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((part) => all.includes(part));
}

function PageGroup({ text, onChoose }: Choose) {
  const found = pages.filter((page) => matches(text, page.title, "page"));
  if (found.length === 0) return null;
  return (
    <Command.Group heading="Pages" className={commandGroup}>
      {found.map((page) => (
        <Command.Item
          key={page.href}
          value={page.href}
          className={commandItem}
          onSelect={() => onChoose(page.href)}
        >
          <page.icon aria-hidden className="size-4 text-3" strokeWidth={1.5} />
          <span className="flex-1">{page.title}</span>
          <Keys keys={["g", page.key]} />
        </Command.Item>
      ))}
    </Command.Group>
  );
}

function ActionGroup({ text, onDone }: { text: string; onDone: () => void }) {
  const actions = useActions().filter((action) => matches(text, action.title, action.alsoCalled));
  if (actions.length === 0) return null;
  return (
    <Command.Group heading="Actions" className={commandGroup}>
      {actions.map((action) => (
        <Command.Item
          key={action.title}
          value={action.title}
          className={commandItem}
          onSelect={() => {
            onDone();
            action.run();
          }}
        >
          <action.icon aria-hidden className="size-4 text-3" strokeWidth={1.5} />
          <span className="flex-1">{action.title}</span>
          {action.key && <Keys keys={[action.key]} />}
        </Command.Item>
      ))}
    </Command.Group>
  );
}

/** Which keys do the same. A phone has none. */
function Keys({ keys }: { keys: readonly string[] }) {
  return keys.map((key) => (
    <Kbd key={key} className="max-wide:hidden">
      {key}
    </Kbd>
  ));
}
