import type { AwsReader } from "../../aws/reader.ts";
import { connectForWriting } from "../../aws/write-connection.ts";
import { applyRoleOf } from "../../config.ts";
import type { Send } from "../../fixes/make-call.ts";
import type { WriteOperation } from "../../fixes/written-call.ts";
import type { Scope } from "../../model/scope.ts";
import { connectByConfig } from "../../sync/connect-by-config.ts";
import type { FleetContext } from "../context.ts";

/** What fixes ask of AWS and do there. */
export type AwsForFixes = {
  /** Reads what is there now: no answer is older than the question. */
  reader(scope: Scope): AwsReader;
  /** Runs `work` with a way of sending that knows no other operation than these, by the account's role for changes. */
  writing<Result>(
    scope: Scope,
    operations: readonly WriteOperation[],
    work: (send: Send) => Promise<Result>,
  ): Promise<Result>;
};

const opened = new WeakMap<FleetContext["config"], AwsForFixes>();

export function awsForFixes({ config }: Pick<FleetContext, "config">): AwsForFixes {
  const known = opened.get(config);
  if (known) return known;
  const reading = connectByConfig(config, { sharedAnswersMs: 0 });
  const made: AwsForFixes = {
    reader: (scope) => reading.reader(scope),
    async writing({ account, region }, operations, work) {
      const roleArn = applyRoleOf(config, account);
      const externalId = config.accounts.find(({ id }) => id === account)?.externalId;
      const connection = connectForWriting({
        // Whatever a caller forgot to ask: while applying is off, there is no operation that could be sent.
        operations: config.apply.enabled ? operations : [],
        accounts: roleArn === null ? [] : [{ account, roleArn, externalId }],
      });
      try {
        const writer = connection.writer({ account, region });
        return await work((operation, input) => writer.send(operation, input));
      } finally {
        connection.close();
      }
    },
  };
  opened.set(config, made);
  return made;
}
