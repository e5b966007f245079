/** One line of a target expression: `InstanceIds`, `tag:KEY`, `resource-groups:Name`, … with its values. */
export type Target = { key: string; values: string[] };
