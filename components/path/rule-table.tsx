"use client";

import { useState } from "react";
import type { HopAnswer } from "../../lib/api/verdict.ts";
import { formatCountOf } from "../../lib/format/count.ts";
import { Sentence } from "../node/sentence.tsx";
import { classNames } from "../ui/class-names.ts";

type HopKind = HopAnswer["kind"];

const shownAtFirst = 8;
/** `255.255.255.255/32`: a block of IPv4 stands in one line, even on a phone. */
const longestBlock = 18;

/** The rules of a hop as AWS lists them, each with why it does or does not decide. */
export function RuleTable({ hop }: { hop: HopAnswer }) {
  const [isWhole, setIsWhole] = useState(false);
  const rules = isWhole ? hop.rules : firstRules(hop.rules);
  const [rule, peer] = headsOf(hop.kind, hop.direction);
  return (
    <div className="min-w-0 self-start">
      <table className="w-full border-collapse text-left text-meta">
        <thead className="text-3">
          <tr>
            <Head>{rule}</Head>
            <Head>{peer}</Head>
            <Head>Applies?</Head>
          </tr>
        </thead>
        <tbody>
          {rules.map((line, index) => (
            <tr
              // biome-ignore lint/suspicious/noArrayIndexKey: rules have no identity, and AWS lists equal ones twice
              key={index}
              className={classNames("border-t border-(--edge) align-top", line.isDeciding && "font-name")}
            >
              <td className="py-[5px] pr-3 text-1">{line.rule}</td>
              <td
                className={classNames(
                  "py-[5px] pr-3 text-1",
                  line.peer.length <= longestBlock ? "whitespace-nowrap" : "wrap-anywhere",
                )}
              >
                <Sentence text={line.peer} isShort />
              </td>
              <td className="py-[5px] text-pretty text-1">
                {line.effect}
                {line.isDeciding && <span className="font-text text-3"> (decides)</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rules.length < hop.rules.length && (
        <button
          type="button"
          onClick={() => setIsWhole(true)}
          className="mt-1 rounded-1 text-meta text-accent hover:underline"
        >
          {formatCountOf(hop.rules.length - rules.length, "more rule")}
        </button>
      )}
    </div>
  );
}

function Head({ children }: { children: string }) {
  return (
    <th scope="col" className="pr-3 pb-1.5 font-text whitespace-nowrap last:pr-0">
      {children}
    </th>
  );
}

/** Of a long list the beginning, and always what decides. */
function firstRules(rules: HopAnswer["rules"]): HopAnswer["rules"] {
  if (rules.length <= shownAtFirst + 1) return rules;
  const first = rules.slice(0, shownAtFirst);
  return [...first, ...rules.slice(shownAtFirst).filter(({ isDeciding }) => isDeciding)];
}

function headsOf(kind: HopKind, direction: HopAnswer["direction"]): [rule: string, peer: string] {
  switch (kind) {
    case "security-group-out":
      return ["Outbound rule", "To"];
    case "security-group-in":
      return ["Inbound rule", "From"];
    case "network-acl-out":
    case "network-acl-in":
    case "nat-network-acl-in":
    case "nat-network-acl-out":
      return ["Rule", direction === "out" && kind.endsWith("out") ? "To" : "Peer"];
    case "route":
    case "nat-route":
      return ["Destination", "Target"];
    default:
      return ["What", "Value"];
  }
}
