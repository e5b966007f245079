import type { Node } from "../../model/node.ts";
import { addressOfHost } from "../../preflight/parse/loose-text.ts";

/** Finds nodes by what people call them: the Name tag, an address, the host's own name, or the name that EC2's DNS gives. */
export function createFindCalled(nodes: Iterable<Node>): (name: string) => readonly Node[] {
  let called: Map<string, Node[]> | null = null;
  return (name) => {
    called ??= indexNames(nodes);
    const plain = name.toLowerCase();
    return called.get(addressOfHost(plain) ?? plain) ?? [];
  };
}

function indexNames(nodes: Iterable<Node>): Map<string, Node[]> {
  const called = new Map<string, Node[]>();
  for (const node of nodes) {
    const { name, privateAddress, publicAddress, ipv6Address, computerName } = node;
    const names = [name, privateAddress, publicAddress, ipv6Address, computerName, firstLabel(computerName)];
    for (const each of new Set(names.flatMap((text) => (text ? [text.toLowerCase()] : [])))) {
      const known = called.get(each);
      if (known === undefined) called.set(each, [node]);
      else known.push(node);
    }
  }
  return called;
}

/** `web-1` of `web-1.corp.example`. */
function firstLabel(host: string | null): string | null {
  return host === null ? null : host.split(".")[0]!;
}
