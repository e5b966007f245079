import type { AwsConnection } from "../aws/connection.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Store } from "../store/store.ts";
import type { StoredVerification } from "../store/verifications.ts";
import type { ScopeRun } from "./scope-run.ts";
import { nextVerificationReadAt } from "./verification-schedule.ts";

/** More than this are read with their whole scope: it takes hardly more calls. */
const singlyAtMost = 300;

type Options = {
  store: Store;
  connection: Pick<AwsConnection, "forgetSharedAnswers">;
  runOf(scope: ScopeKey): Pick<ScopeRun, "askForNodes" | "askForAll"> | undefined;
};

/** Has the nodes of applied fixes read again when that is due. What is due stands in the store, so it outlives a restart. */
export class VerificationReads {
  /** When the next one is due, as far as is known. */
  nextAt = Number.POSITIVE_INFINITY;
  private readonly options: Options;

  constructor(options: Options) {
    this.options = options;
  }

  async askForDue(now: number): Promise<void> {
    const open = await this.options.store.loadOpenVerifications();
    this.nextAt = Number.POSITIVE_INFINITY;
    for (const verification of open) {
      const { nextReadAt } = verification;
      if (nextReadAt === null || nextReadAt > now) this.expect(nextReadAt);
      else await this.ask(verification, now);
    }
  }

  private async ask(verification: StoredVerification, now: number): Promise<void> {
    const { store, connection, runOf } = this.options;
    connection.forgetSharedAnswers();
    for (const [scope, ids] of Object.entries(verification.nodes) as [ScopeKey, readonly string[]][]) {
      const documents = verification.documents[scope];
      if (documents === undefined || ids.length > singlyAtMost) runOf(scope)?.askForAll();
      else runOf(scope)?.askForNodes(ids, documents);
    }
    const next = nextVerificationReadAt(verification, now);
    await store.saveNextVerificationRead(verification.walkthroughId, next);
    this.expect(next);
  }

  private expect(at: number | null): void {
    if (at !== null) this.nextAt = Math.min(this.nextAt, at);
  }
}
