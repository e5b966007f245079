"use client";

import { type SubmitEvent, useId, useState } from "react";
import type { NodeDetail } from "../../lib/api/node.ts";
import type { TraceAnswer } from "../../lib/api/verdict.ts";
import { hasPorts, parsePort, protocols, type ReachQuery, reachDefaults } from "../../lib/routes/reach.ts";
import { PathFigure } from "../path/path-figure.tsx";
import { ProblemError } from "../query/read-json.ts";
import { Button } from "../ui/button.tsx";
import { Input } from "../ui/input.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { rawHrefOf } from "./document-anchor.ts";
import { groundOf } from "./ground.ts";
import { explainRefusal, reachRemarks, reachSentence, toReachDrawing } from "./reach-answer.ts";
import { Sentence } from "./sentence.tsx";
import { useReachQuery, useTrace } from "./use-reach.ts";

const services = ["ssm", "ssmmessages", "ec2messages", "s3", "kms", "logs", "sts", "monitoring"];

/** "Can it reach …?": any address or service, with the question in the page's address. */
export function ReachTool({ node }: { node: NodeDetail }) {
  const [query, ask] = useReachQuery(node.scope, node.id);
  return (
    <section>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 className="text-lead font-head">Can it reach …?</h2>
        <ReachForm key={`${query.to} ${query.port} ${query.protocol}`} query={query} onAsk={ask} />
      </div>
      {query.to !== "" && <ReachResult node={node} query={query} onClear={() => ask(reachDefaults)} />}
    </section>
  );
}

function ReachForm({ query, onAsk }: { query: ReachQuery; onAsk: (query: ReachQuery) => void }) {
  const [to, setTo] = useState(query.to);
  const [port, setPort] = useState(String(query.port));
  const [protocol, setProtocol] = useState(query.protocol);
  const suggestions = useId();
  const portError = useId();
  const isPortWrong = hasPorts(protocol) && parsePort(port.trim()) === null;
  const isComplete = to.trim() !== "" && !isPortWrong;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (isComplete) onAsk({ to: to.trim(), port: parsePort(port.trim()) ?? reachDefaults.port, protocol });
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-center gap-2">
      <Input
        aria-label="Address or service"
        placeholder="10.0.1.5 or s3"
        list={suggestions}
        value={to}
        onChange={(event) => setTo(event.target.value)}
        maxLength={253}
        spellCheck={false}
        autoComplete="off"
        className="w-64 max-w-full min-w-0"
      />
      <datalist id={suggestions}>
        {services.map((service) => (
          <option key={service} value={service} />
        ))}
      </datalist>
      <select
        aria-label="Protocol"
        value={protocol}
        onChange={(event) => setProtocol(event.target.value as ReachQuery["protocol"])}
        className="h-control rounded-2 border border-line-strong bg-page px-2 text-1"
      >
        {protocols.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      {hasPorts(protocol) && (
        <Input
          aria-label="Port"
          inputMode="numeric"
          aria-invalid={isPortWrong}
          aria-describedby={isPortWrong ? portError : undefined}
          value={port}
          onChange={(event) => setPort(event.target.value)}
          maxLength={5}
          className="w-20"
        />
      )}
      <Button type="submit" disabled={!isComplete}>
        Trace
      </Button>
      {isPortWrong && (
        <p id={portError} role="alert" className="text-st-lost">
          A port is a number from 1 to 65535.
        </p>
      )}
    </form>
  );
}

type ReachResultProps = { node: NodeDetail; query: ReachQuery; onClear: () => void };

function ReachResult({ node, query, onClear }: ReachResultProps) {
  const { data: trace, error, refetch } = useTrace(node.scope, node.id, query);
  if (error) {
    const isRefused = error instanceof ProblemError && error.problem.status === 400;
    return (
      <div role="alert" className="mt-2 flex flex-wrap items-center gap-2">
        <p className="text-pretty text-st-lost">
          {error instanceof ProblemError ? explainRefusal(error.problem) : error.message}
        </p>
        {!isRefused && (
          <Button size="small" onClick={() => void refetch()}>
            Try again
          </Button>
        )}
      </div>
    );
  }
  return (
    <div className="mt-3" aria-live="polite" aria-busy={!trace}>
      {trace ? <ReachAnswer node={node} trace={trace} onClear={onClear} /> : <ReachSkeleton />}
    </div>
  );
}

function ReachAnswer({
  node,
  trace,
  onClear,
}: {
  node: NodeDetail;
  trace: TraceAnswer;
  onClear: () => void;
}) {
  const name = node.name ?? node.id;
  const sentence = reachSentence(name, trace);
  return (
    <>
      <div className="flex items-start gap-4">
        <div className="min-w-0 flex-1">
          <p className="text-lead font-head text-pretty">
            <Sentence text={sentence} isShort />
          </p>
          {reachRemarks(trace).map((remark) => (
            <p key={remark} className="text-pretty text-2">
              <Sentence text={remark} isShort />
            </p>
          ))}
        </div>
        <Button size="small" variant="bare" onClick={onClear}>
          Clear
        </Button>
      </div>
      {trace.hops.length > 0 && (
        <PathFigure
          key={`${trace.protocol} ${trace.port} ${trace.destination.addresses.join()} ${trace.destination.service}`}
          drawing={toReachDrawing(trace, groundOf(node))}
          label={sentence}
          region={node.scope.slice(node.scope.indexOf(":") + 1)}
          rawHrefOf={rawHrefOf(node)}
        />
      )}
    </>
  );
}

function ReachSkeleton() {
  return (
    <>
      <Skeleton className="h-3.5 w-96 max-w-full" />
      <div className="mt-3 h-32 rounded-3 border border-line p-4">
        <Skeleton className="w-full" />
        <Skeleton className="mt-5 w-3/4" />
      </div>
    </>
  );
}
