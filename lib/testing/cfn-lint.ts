import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

/** Whether CloudFormation's own linter is here, which knows the properties of every type of resource. */
export const hasCfnLint = spawnSync("cfn-lint", ["--version"]).status === 0;
if (!hasCfnLint)
  console.warn(
    "SKIPPED: cfn-lint is not installed, so no CloudFormation is held against the types of resources.",
  );

export type Finding = { template: string; rule: string; message: string; at: string };
type Printed = {
  Filename: string;
  Message: string;
  Level: string;
  Rule: { Id: string };
  Location: { Path: (string | number)[] | null };
};

/** The errors in templates, by their names. One process reads them all, as it takes seconds to start. */
export function lintTemplates(templates: ReadonlyMap<string, string>): Finding[] {
  const folder = mkdtempSync(join(tmpdir(), "muster-cfn-lint-"));
  try {
    const names = [...templates.keys()];
    const files = names.map((name, index) => {
      const file = join(folder, `${index}.yaml`);
      writeFileSync(file, templates.get(name)!);
      return file;
    });
    const { stdout, stderr, error } = spawnSync("cfn-lint", ["--format", "json", "--", ...files], {
      ...{ encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
    });
    if (error || !stdout.startsWith("["))
      throw new Error(`cfn-lint said nothing that can be read: ${stderr}`);
    return (JSON.parse(stdout) as Printed[])
      .filter(({ Level }) => Level === "Error")
      .map(({ Filename, Message, Rule, Location }) => ({
        ...{ template: names[Number.parseInt(basename(Filename), 10)]!, rule: Rule.Id },
        ...{ message: Message, at: (Location.Path ?? []).join("/") },
      }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
