/** Fields of AWS answers that may hold passwords and tokens, whoever put them there. They are never kept or written. */
export const secretFields: ReadonlySet<string> = new Set([
  "ActivationCode",
  "Input",
  "InputTemplate",
  "Inputs",
  "Outputs",
  "Parameters",
  "TaskInvocationParameters",
  "TaskParameters",
  "UserData",
]);
