import type { AdviceAnswer } from "../../lib/api/verdict.ts";
import { resourceConsoleUrl } from "../../lib/format/console-url.ts";
import { shortenId } from "../../lib/format/id.ts";
import { Facts } from "../evidence/facts.tsx";
import { ExternalLink } from "../ui/link.tsx";
import { Sentence } from "./sentence.tsx";

/** What is no cause and never will be one, and what a person should know all the same. */
export function AdviceList({ advice, region }: { advice: readonly AdviceAnswer[]; region: string }) {
  return (
    <ul className="mt-2 rounded-3 border border-line">
      {advice.map(({ id, sentence, subject, evidence }) => (
        <li
          key={`${id} ${subject.id}`}
          className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 border-t border-line-faint px-3 py-2 first:border-t-0"
        >
          <p className="text-pretty">
            <Sentence text={sentence} />
          </p>
          <ConsoleLink region={region} subject={subject} />
          <Facts evidence={evidence} hasAges className="col-span-2 mt-0.5" />
        </li>
      ))}
    </ul>
  );
}

function ConsoleLink({ region, subject }: { region: string; subject: AdviceAnswer["subject"] }) {
  const url = resourceConsoleUrl(region, subject);
  const name = shortenId(subject.id.slice(subject.id.lastIndexOf("/") + 1));
  if (url === null) return <code className="text-3">{name}</code>;
  return (
    <ExternalLink href={url} title={`${subject.id} in the AWS console`} className="text-meta">
      <code>{name}</code>
    </ExternalLink>
  );
}
