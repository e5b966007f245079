import type { MalformedId, NodeReference, Request } from "../request.ts";

/** AWS's own form (ssm-targets 1.4): `i-` with 8 or 17 hexadecimal digits, or `mi-` with 17. */
const nodeIdPattern = /^(?:i-(?:[0-9a-f]{8}|[0-9a-f]{17})|mi-[0-9a-f]{17})$/;

export function isNodeId(text: string): boolean {
  return nodeIdPattern.test(text);
}

/** Anything that begins like an id, glued to its neighbours or not. */
const candidatePattern =
  /(?<![0-9a-z_-])(?:(?:mi-[0-9a-f]{17}|i-(?:[0-9a-f]{17}|[0-9a-f]{8}))(?=mi-|i-|[^0-9a-z_-]|$)|m?i-[0-9a-z_]+)/gi;

/** What text processors and chat windows make of a hyphen and of a space. */
export function plainText(text: string): string {
  return text
    .replace(/[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g, "-")
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, "")
    .replace(/[\u00a0\u2007\u202f]/g, " ")
    .replace(/[\u2018\u2019\u201a\u201b]/g, "'")
    .replace(/[\u201c-\u201f\u00ab\u00bb]/g, '"');
}

/** Every id in a text of any kind, in its order, and what was meant as one. */
export function findNodeIds(text: string): { nodes: NodeReference[]; malformed: MalformedId[] } {
  const nodes: NodeReference[] = [];
  const malformed: MalformedId[] = [];
  for (const [found] of splitGlued(text).matchAll(candidatePattern)) {
    const id = found.toLowerCase();
    if (isNodeId(id)) nodes.push({ id, text: found, place: null });
    else if (isMeantAsId(id)) malformed.push({ text: found, reason: explainMalformed(id) });
  }
  return { nodes, malformed };
}

/** Two ids without anything between them are two ids. */
function splitGlued(text: string): string {
  return text.replace(/((?:^|[^0-9a-z])(?:mi-|i-)[0-9a-f]{8}(?:[0-9a-f]{9})?)(?=m?i-)/gi, "$1 ");
}

/** `i-am` is English; `i-0abc12` was to be an instance. */
function isMeantAsId(text: string): boolean {
  const digits = text.slice(text.indexOf("-") + 1);
  return /\d/.test(digits) || (digits.length >= 6 && /^[0-9a-f]+$/.test(digits));
}

export function explainMalformed(text: string): string {
  const prefix = text.slice(0, text.indexOf("-") + 1);
  const digits = text.slice(prefix.length);
  const wanted = prefix === "mi-" ? "17" : "8 or 17";
  const odd = /[^0-9a-f]/i.exec(digits)?.[0];
  if (odd !== undefined) return `“${odd}” is no hexadecimal digit`;
  return `it has ${digits.length} digit${digits.length === 1 ? "" : "s"} behind “${prefix}”, and an id has ${wanted}`;
}

/** Reads one value that stands where an id is expected: whatever it is, it is not lost. */
export function addNode(request: Request, value: string): void {
  const text = value.trim();
  const arn = parseNodeArn(text);
  if (arn) {
    request.nodes.push(arn);
    return;
  }
  const { nodes, malformed } = findNodeIds(text);
  if (nodes.length === 0 && malformed.length === 0) {
    if (isFilledInElsewhere(text)) noteVariable(request, text);
    else if (/^ecs:/.test(text)) request.others.push(text.slice(0, 400));
    else if (text !== "")
      request.malformed.push({ text: text.slice(0, 200), reason: "it does not begin with i- or mi-" });
    return;
  }
  // One by one: a text may hold more ids than a call takes arguments.
  for (const node of nodes) request.nodes.push(node);
  for (const each of malformed) request.malformed.push(each);
}

/** What a template, a pipeline or a runbook replaces before the call is made: `${…}`, `{{ … }}`, `%(…)s`. */
export function isFilledInElsewhere(text: string): boolean {
  return /\$\{|\{\{|^\$\w|%\(\w+\)s/.test(text);
}

export function noteVariable(request: Request, text: string): void {
  request.isPartlyHidden = true;
  request.notes.push({
    kind: "variable",
    sentence: `${text.slice(0, 60)} is filled in elsewhere: paste its value.`,
  });
}

const arnPattern =
  /arn:(aws[a-z-]*):(?:ec2|ssm):([a-z0-9-]+):(\d{12}):(?:instance|managed-instance)\/(m?i-[0-9a-z]+)/i;

/** EC2 names its instances and SSM its managed ones; policies and errors have both. */
export function parseNodeArn(text: string): NodeReference | undefined {
  const match = arnPattern.exec(text);
  if (!match) return undefined;
  const [whole, partition = "", region = "", account = "", id = ""] = match;
  if (!isNodeId(id.toLowerCase())) return undefined;
  return { id: id.toLowerCase(), text: whole, place: { partition, account, region } };
}

/** Takes the nodes that ARNs name out of a text, so that they are not found a second time as bare ids. */
export function takeNodeArns(text: string): { nodes: NodeReference[]; rest: string } {
  const nodes: NodeReference[] = [];
  const rest = text.replace(new RegExp(arnPattern.source, "gi"), (arn) => {
    const node = parseNodeArn(arn);
    if (!node) return arn;
    nodes.push(node);
    return " ";
  });
  return { nodes, rest };
}
