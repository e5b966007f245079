import type { OperationName } from "../aws/operations.ts";
import type { AwsReader, ReadObserver } from "../aws/reader.ts";

/** How far the reading of one scope is. */
export type ReportSteps = {
  scope: string;
  answers: number;
  items: number;
  /** What is being tried again, for want of an answer or for asking too fast. */
  retrying: OperationName | null;
};

/** The same reader, of which `onStep` is told as well at each answer and each further try. */
export function followSteps(
  reader: AwsReader,
  steps: ReportSteps,
  onStep: (steps: ReportSteps) => void,
): AwsReader {
  const tell = (change: Partial<ReportSteps>) => onStep(Object.assign(steps, change));
  const beside = <Options extends ReadObserver>(own: Options | undefined): Options =>
    ({
      ...own,
      onPage(operation: OperationName, items: number) {
        own?.onPage?.(operation, items);
        tell({ answers: steps.answers + 1, items: steps.items + items, retrying: null });
      },
      onRetry(operation: OperationName) {
        own?.onRetry?.(operation);
        tell({ retrying: operation });
      },
    }) as Options;
  return {
    scope: reader.scope,
    call: (operation, input, own) => reader.call(operation, input, beside(own)),
    pages: (operation, input, own) => reader.pages(operation, input, beside(own)),
  };
}
