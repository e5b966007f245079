"use client";

import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { NodeDetail } from "../../lib/api/node.ts";
import { formatCountOf } from "../../lib/format/count.ts";
import { classNames } from "../ui/class-names.ts";
import { CheckMark, CheckRow, groupWords } from "./check-row.tsx";
import {
  type CheckFold,
  type CheckSection,
  foldAlike,
  foldByGroup,
  toCheckSections,
} from "./check-sections.ts";
import { Sentence } from "./sentence.tsx";

/** Every check of a node: what is wrong first, what is fine folded, each with the facts that it stands on. */
export function CheckList({ node }: { node: NodeDetail }) {
  const sections = toCheckSections(node);
  if (sections.length === 0) {
    return <p className="mt-2 text-2">Nothing could be checked: neither EC2 nor SSM was heard.</p>;
  }
  return (
    <div className="mt-2 overflow-hidden rounded-3 border border-line">
      {sections.map((section) => (
        <Section key={section.name} section={section} />
      ))}
    </div>
  );
}

function Section({ section }: { section: CheckSection }) {
  const { name, title, aside, checks } = section;
  if (name === "not-applicable") return <FoldedSection section={section} />;
  return (
    <section className="group/checks">
      <h3 className={headLooks}>
        {title} <span className="font-text text-3">{aside}</span>
      </h3>
      <ul>
        {name === "passed"
          ? foldByGroup(checks).map((fold) => <Fold key={fold.group} fold={fold} />)
          : foldAlike(checks).map((alike) => <CheckRow key={alike[0]!.id} checks={alike} section={name} />)}
      </ul>
    </section>
  );
}

const headLooks =
  "flex min-h-[30px] w-full items-center gap-2 border-t border-line bg-sunken px-3 text-left text-meta font-name text-2 group-first/checks:border-t-0";

function FoldedSection({ section: { name, title, aside, checks } }: { section: CheckSection }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <section className="group/checks">
      <h3>
        <Unfold isOpen={isOpen} onClick={() => setIsOpen(!isOpen)} className={headLooks}>
          <span className="flex flex-1 gap-2">
            {title} <span className="font-text text-3">{aside}</span>
          </span>
        </Unfold>
      </h3>
      {isOpen && (
        <ul>
          {checks.map((check) => (
            <CheckRow key={check.id} checks={[check]} section={name} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** The passed checks of a group in one line, which opens to all of them. */
function Fold({ fold: { group, checks } }: { fold: CheckFold }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <li className="border-t border-line-faint first:border-t-0">
      <Unfold
        isOpen={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="grid min-h-[30px] w-full grid-cols-[16px_64px_minmax(0,1fr)_auto_16px] items-center gap-x-2.5 px-3 py-1 text-left text-meta text-2 -outline-offset-2 hover:bg-hover"
      >
        <CheckMark section="passed" />
        <span className="text-3">{groupWords[group]}</span>
        <span className="truncate">
          {isOpen ? "" : <Sentence text={checks.map(({ sentence }) => sentence).join(" ")} isShort />}
        </span>
        <span className="text-3 max-wide:hidden">{formatCountOf(checks.length, "check")}</span>
      </Unfold>
      {isOpen && (
        <ul>
          {checks.map((check) => (
            <CheckRow key={check.id} checks={[check]} section="passed" />
          ))}
        </ul>
      )}
    </li>
  );
}

type UnfoldProps = { isOpen: boolean; onClick: () => void; className: string; children: ReactNode };

function Unfold({ isOpen, onClick, className, children }: UnfoldProps) {
  return (
    <button type="button" aria-expanded={isOpen} onClick={onClick} className={className}>
      {children}
      <ChevronRight
        aria-hidden
        strokeWidth={1.5}
        className={classNames("col-start-5 size-4 text-3 transition-transform", isOpen && "rotate-90")}
      />
    </button>
  );
}
