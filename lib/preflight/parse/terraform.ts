import { parse } from "@cdktf/hcl2json";
import { emptyRequest, type Request } from "../request.ts";
import { addTarget } from "./target-expression.ts";

const kinds = {
  aws_ssm_association: "CreateAssociation",
  aws_ssm_maintenance_window_target: "RegisterTargetWithMaintenanceWindow",
} as const;

export function looksLikeTerraform(text: string): boolean {
  return /\bresource\s+"aws_ssm_(?:association|maintenance_window_target)"/.test(text);
}

/** Reads the targets of associations and maintenance windows out of Terraform, as HashiCorp's own parser reads it. */
export async function parseTerraform(text: string): Promise<Request> {
  const request = emptyRequest("terraform");
  let file: { resource?: Record<string, Record<string, unknown[]>> };
  try {
    file = await parse("pasted.tf", text);
  } catch (error) {
    const [line = "it is no HCL"] = String(error instanceof Error ? error.message : error).split("\n");
    request.notes.push({ kind: "broken", sentence: `Terraform cannot read it: ${line.slice(0, 200)}` });
    return request;
  }
  for (const [kind, operation] of Object.entries(kinds)) {
    for (const [name, blocks] of Object.entries(file.resource?.[kind] ?? {})) {
      request.operation = operation;
      request.isOperationAssumed = false;
      for (const block of blocks) readBlock(request, `${kind}.${name}`, block as Record<string, unknown>);
    }
  }
  return request;
}

function readBlock(request: Request, address: string, block: Record<string, unknown>): void {
  if (request.operation === "CreateAssociation" && typeof block.name === "string")
    request.documentName ??= block.name;
  if (typeof block.automation_target_parameter_name === "string")
    request.targetParameterName ??= block.automation_target_parameter_name;
  const targets = Array.isArray(block.targets) ? block.targets : [];
  for (const target of targets as { key?: unknown; values?: unknown }[]) {
    const values = Array.isArray(target.values) ? target.values.map(String) : [String(target.values ?? "")];
    const known = values.filter((value) => !value.includes("${"));
    if (known.length < values.length) {
      request.isPartlyHidden = true;
      const hidden = values.find((value) => value.includes("${"));
      request.notes.push({
        kind: "variable",
        sentence: `${address} has ${hidden}, which only Terraform can fill in: paste its value.`,
      });
    }
    if (typeof target.key === "string" && known.length > 0) addTarget(request, target.key, known);
  }
  if (typeof block.instance_id === "string" && !block.instance_id.includes("${"))
    addTarget(request, "InstanceIds", [block.instance_id]);
}
