"use client";

import Link from "next/link";
import { useState } from "react";
import type { TargetVerdictReport } from "../../lib/api/preflight.ts";
import { formatCount } from "../../lib/format/count.ts";
import { shortenId } from "../../lib/format/id.ts";
import { causeCodeHref, causeHrefOf, hasCodePage } from "../../lib/routes/causes.ts";
import { nodeHref } from "../../lib/routes/fleet.ts";
import { FixLink } from "../fixes/fix-link.tsx";
import { Sentence } from "../node/sentence.tsx";
import { TextLink } from "../ui/link.tsx";
import { StatusGlyph, StatusWord } from "../ui/status-glyph.tsx";
import type { TargetCluster } from "./cluster-targets.ts";

/** What becomes of a target, or of all of which the same is said: how it stands, who it is, why, and the way to the fix. */
export function TargetRow({ cluster }: { cluster: TargetCluster }) {
  const [target] = cluster;
  const { sentence, error, nearMisses } = target;
  return (
    <li className="grid items-start gap-x-3 border-t border-line-faint px-3 py-1.5 [content-visibility:auto] [contain-intrinsic-block-size:auto_33px] wide:grid-cols-[124px_minmax(0,11fr)_minmax(0,20fr)_72px]">
      <Standing target={target} />
      <Names cluster={cluster} />
      <p className="min-w-0 py-0.5 text-pretty text-2">
        <Sentence text={sentence} isShort />
        {nearMisses.map((miss) => (
          <span key={miss.id} className="block text-1">
            <Sentence text={miss.sentence} isShort />
          </span>
        ))}
        {error !== null && (
          <code className="block text-micro! text-3">
            {error.code}
            {error.isUnconfirmed && (
              <span className="font-sans"> (no source confirms that AWS answers so)</span>
            )}
          </code>
        )}
      </p>
      <Why target={target} />
    </li>
  );
}

function Standing({ target: { status, cause } }: { target: TargetVerdictReport }) {
  if (status !== null)
    return (
      <span className="leading-6">
        <StatusWord status={status} />
      </span>
    );
  return (
    <span className="inline-flex items-center gap-1.5 leading-6 text-2">
      <StatusGlyph status="gone" />
      {cause?.code === "target-malformed" ? "No id" : "Not found"}
    </span>
  );
}

const namedAtFirst = 4;
const namedMore = 200;

function Names({ cluster }: { cluster: TargetCluster }) {
  const [limit, setLimit] = useState(cluster.length === namedAtFirst + 1 ? namedAtFirst + 1 : namedAtFirst);
  const left = cluster.length - limit;
  return (
    <ul className="min-w-0">
      {cluster.slice(0, limit).map((target) => (
        <li key={`${target.scope} ${target.id}`} className="truncate leading-6">
          <Who target={target} />
        </li>
      ))}
      {left > 0 && (
        <li>
          <button
            type="button"
            onClick={() => setLimit(limit + namedMore)}
            className="min-h-6 rounded-1 text-meta text-accent hover:underline"
          >
            and {formatCount(left)} more
          </button>
        </li>
      )}
    </ul>
  );
}

function Who({ target: { name, id, scope, status } }: { target: TargetVerdictReport }) {
  const who = (
    <>
      {name !== null && <span className="font-name">{name} </span>}
      <code title={id} className={name === null ? "" : "text-micro! text-3"}>
        {shortenId(id)}
      </code>
    </>
  );
  if (scope === null || status === null) return who;
  return (
    <Link
      href={nodeHref(scope, id)}
      prefetch={false}
      className="inline-block max-w-full truncate rounded-1 align-top hover:underline"
    >
      {who}
    </Link>
  );
}

/** The cause's own page, where it is one that nodes have; else what its code means. */
function Why({ target: { cause, status } }: { target: TargetVerdictReport }) {
  if (cause === null || !hasCodePage(cause.code)) return <span />;
  // Where a node is wanted and is not, nobody has the cause: it is the call's.
  if (cause.scope === null || status === null || cause.code === "instance-in-other-scope") {
    return (
      <TextLink href={causeCodeHref(cause.code)} prefetch={false} className="leading-6">
        Why
      </TextLink>
    );
  }
  return (
    <span className="flex gap-3 leading-6">
      <TextLink href={causeHrefOf(cause.scope, cause)} prefetch={false}>
        Why
      </TextLink>
      <FixLink scope={cause.scope} cause={cause} />
    </span>
  );
}
