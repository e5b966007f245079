import type { ReactNode } from "react";
import type { FailureAnswer } from "../../lib/api/failure.ts";
import { formatCount } from "../../lib/format/count.ts";
import { explainKind, nameSource } from "../../lib/format/failure-words.ts";
import { explainStatus } from "../../lib/format/status.ts";
import { formatUtc } from "../../lib/format/time.ts";
import { nodeHref } from "../../lib/routes/fleet.ts";
import { nameScope, nameScopesIn, useScopeNames } from "../fleet/use-scope-names.ts";
import { Sentence } from "../node/sentence.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { ExternalLink, TextLink } from "../ui/link.tsx";
import { StatusGlyph } from "../ui/status-glyph.tsx";
import { WouldItWork } from "./would-it-work-button.tsx";

/** One failure in full: AWS's own words, where they stand, and target by target why and how it is now. */
export function OccurrenceDetail({ failure }: { failure: FailureAnswer }) {
  const names = useScopeNames();
  const { account, region } = nameScope(failure.scope, names);
  const { at, kind, cause, errorCode, message, requestId, caller, records, isSilent } = failure;
  return (
    <div className="mb-2 rounded-2 bg-sunken px-3 py-2.5 text-meta">
      <dl className="grid grid-cols-[88px_minmax(0,1fr)] gap-x-4 gap-y-1.5 max-wide:grid-cols-1 max-wide:gap-y-0.5">
        <Line name="Why then">
          <Sentence text={nameScopesIn(cause.sentence, names)} />
          {cause.isInferred && (
            <span
              className="text-3"
              title="Muster was not watching then: it follows from what AWS still tells of that time."
            >
              {" "}
              (inferred)
            </span>
          )}
        </Line>
        <Line name="AWS said">
          <code className="wrap-anywhere">{errorCode}</code>
          {message !== null && message !== errorCode && <span className="text-2">: {message}</span>}
          {explainKind(kind) !== null && <span className="block text-3">It means: {explainKind(kind)}.</span>}
          {isSilent && <span className="text-2"> It ended green all the same.</span>}
        </Line>
        <Line name="When">
          {formatUtc(at)}{" "}
          <span className="text-3">
            in {account} · {region}
          </span>
        </Line>
        {caller !== null && (
          <Line name="Caller">
            <code className="wrap-anywhere">{caller}</code>
          </Line>
        )}
        {requestId !== null && (
          <Line name="Request">
            <code className="wrap-anywhere">{requestId}</code>
            <CopyButton text={requestId} label="Copy the request id" className="-my-1.5" />
          </Line>
        )}
        {records.length > 0 && (
          <Line name="Records">
            <Records records={records} />
          </Line>
        )}
        <Line name={failure.targetCount === 1 ? "Target" : "Targets"}>
          <Targets failure={failure} />
        </Line>
      </dl>
      <div className="mt-2">
        <WouldItWork failures={[failure]} />
      </div>
    </div>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-3 max-wide:mt-1">{name}</dt>
      <dd className="min-w-0 text-1">{children}</dd>
    </>
  );
}

/** The chain, the outermost first: a window, its association, its command. */
function Records({ records }: { records: FailureAnswer["records"] }) {
  return (
    <ol className="space-y-0.5">
      {records.map(({ source, idName, id, isGreen, consoleUrl }) => (
        <li key={`${idName} ${id}`}>
          {nameSource(source)} <span className="text-3">{idName}</span>{" "}
          {consoleUrl === null ? (
            <code className="wrap-anywhere">{id}</code>
          ) : (
            <ExternalLink href={consoleUrl} aria-label={`${idName} ${id} in the AWS console`}>
              <code className="wrap-anywhere">{id}</code>
            </ExternalLink>
          )}
          {isGreen !== null && source !== "cloudtrail" && (
            <span className="text-3"> ended {isGreen ? "green" : "failed"}</span>
          )}
        </li>
      ))}
    </ol>
  );
}

function Targets({ failure }: { failure: FailureAnswer }) {
  const { targets, targetCount, scope, cause } = failure;
  const names = useScopeNames();
  if (targets.length === 0) return <span className="text-3">AWS names none</span>;
  return (
    <ul className="space-y-1">
      {targets.map((target) => (
        <li key={target.id}>
          {target.now ? (
            <>
              <TextLink href={nodeHref(scope, target.id)} prefetch={false} className="underline">
                {target.now.name ?? target.id}
              </TextLink>{" "}
              {target.now.name !== null && <code className="text-3">{target.id}</code>}
            </>
          ) : (
            <code className="wrap-anywhere">{target.id}</code>
          )}
          {target.sankCall && targetCount > 1 && <span className="text-2"> sank the whole call</span>}
          {target.now && (
            <span className="ml-2 whitespace-nowrap text-2">
              <StatusGlyph status={target.now.status} className="mr-0.5 inline align-[-1.5px]" /> now{" "}
              {explainStatus(target.now.status).toLowerCase()}
            </span>
          )}
          {target.cause !== null && target.cause.sentence !== cause.sentence && (
            <span className="block text-2">
              <Sentence text={nameScopesIn(target.cause.sentence, names)} isShort />
            </span>
          )}
        </li>
      ))}
      {targetCount > targets.length && (
        <li className="text-3">and {formatCount(targetCount - targets.length)} more</li>
      )}
    </ul>
  );
}
