import type { OperationContext } from "../operation.ts";

/** What may stand in a group's name, in its description and in those of its rules. */
export function isGroupText(text: string): boolean {
  return /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]{0,255}$/.test(text);
}

export function checkGroupTexts(context: OperationContext, name: string, description: string) {
  const invalid = (message: string) => context.fail("InvalidParameterValue", message);
  if (name.startsWith("sg-")) invalid("Invalid security group name. Names may not be in the format sg-*.");
  for (const [parameter, text] of [
    ["GroupName", name],
    ["GroupDescription", description],
  ] as const) {
    if (/[^ -~]/.test(text))
      invalid(
        `Value (${text}) for parameter ${parameter} is invalid. Character sets beyond ASCII are not supported.`,
      );
    if (!isGroupText(text)) {
      const noun = parameter === "GroupName" ? "name" : "description";
      invalid(
        `Invalid security group ${noun}. Valid ${noun}s are strings less than 256 characters from the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*`,
      );
    }
  }
}
