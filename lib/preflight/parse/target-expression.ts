import type { Request } from "../request.ts";
import { takeKeysAndValues } from "./key-and-values.ts";
import { addNode, isFilledInElsewhere, isNodeId, noteVariable, plainText } from "./node-id.ts";
import { parseShorthand, splitOutside, unquote } from "./shorthand.ts";

/** Adds one line of a target expression, as SSM takes it: its key decides what its values are. */
export function addTarget(request: Request, key: string, given: readonly string[]): void {
  const values = given.filter((value) => !isFilledInElsewhere(value));
  if (values.length < given.length) {
    noteVariable(request, given.find(isFilledInElsewhere)!);
    if (values.length === 0) return;
  }
  const name = key.trim();
  const plain = name.toLowerCase();
  const isAll = values.length === 1 && values[0]!.trim() === "*";
  if (plain === "instanceids" && !isAll) {
    for (const value of values) addNode(request, value);
  } else if (plain === "windowtargetids") {
    for (const id of values) request.holders.push({ kind: "window-target", id: id.trim() });
  } else if (plain === "parametervalues" && values.every((value) => isNodeId(plainText(value).trim()))) {
    // A runbook's parameter takes anything; ids are what a preflight can judge.
    for (const value of values) addNode(request, value);
  } else {
    request.expressions.push({
      key: plain === "instanceids" ? "InstanceIds" : name,
      values: values.map((v) => v.trim()),
    });
  }
}

/** `Key=tag:Env,Values=prod` or `tag:Env=prod,staging`; false where the text is neither. */
export function addExpression(request: Request, text: string): boolean {
  const fields = parseShorthand(text);
  const filter = fields?.Name?.[0];
  const key = fields?.Key?.[0] ?? fields?.key?.[0] ?? (filter?.startsWith("tag:") ? filter : undefined);
  if (key !== undefined) {
    addTarget(request, key, fields?.Values ?? fields?.values ?? []);
    return true;
  }
  const match =
    /^((?:tag|resource-groups):[^=\s]+|tag-key|ResourceGroup|InstanceIds|ParameterValues|AWS::[\w:]+)=(.*)$/is.exec(
      text.trim(),
    );
  if (!match) return false;
  addTarget(
    request,
    unquote(match[1]!),
    splitOutside(match[2]!, ",")
      .map(unquote)
      .filter((value) => value !== ""),
  );
  return true;
}

/**
 * Every expression that stands in a text of any kind, and the text without them. A tag's key has at most 128 characters,
 * and a search without an end would be made from each place of a long text.
 */
export function takeExpressions(request: Request, text: string): string {
  const values = String.raw`(?:"[^"]*"|'[^']*'|[^\s"',;]+)(?:,(?:"[^"]*"|'[^']*'|[^\s"',;]+))*`;
  const shorthand = new RegExp(
    String.raw`\b(?:Key=[^\s,]{1,160}|Name=tag:[^\s,]{1,160}),\s*Values=${values}`,
    "gi",
  );
  const colon = new RegExp(
    String.raw`(?<![\w/-])(?:(?:tag|resource-groups):(?:"[^"]{1,128}"|'[^']{1,128}'|[^\s=,"']{1,128})|tag-key|ResourceGroup|AWS::EC2::Instance|InstanceIds(?==\*))=${values}`,
    "gi",
  );
  const take = (found: string) =>
    addExpression(request, found.replace(/,\s+Values=/i, ",Values=")) ? " " : found;
  const rest = takeKeysAndValues(text, (key, values) => addTarget(request, key, values));
  return rest.replace(shorthand, take).replace(colon, take);
}
