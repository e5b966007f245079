import type { HostReading } from "../../lib/api/host-output.ts";
import { causeCodeHref } from "../../lib/routes/causes.ts";
import { PathMark } from "../path/path-mark.tsx";
import { TextLink } from "../ui/link.tsx";
import { Sentence } from "./sentence.tsx";

/** What the host's own words tell. Whom they accuse stands in the list of suspects. */
export function HostReadingView({ reading: { findings, unread, verdict } }: { reading: HostReading }) {
  const rest = unread.filter((sentence) => sentence !== verdict.sentence);
  return (
    <div className="border-t border-line-faint pt-3">
      <p className="font-head text-pretty">
        <Sentence text={verdict.sentence} isShort />
      </p>
      {verdict.cause !== null && (
        <p className="mt-0.5 text-2">
          That speaks for{" "}
          <TextLink href={causeCodeHref(verdict.cause)} className="underline">
            <code>{verdict.cause}</code>
          </TextLink>
          , which AWS's own facts do not show.
        </p>
      )}
      <div className="mt-2 max-w-200">
        <Findings findings={findings} />
        {rest.map((sentence) => (
          <p key={sentence} className="mt-1 text-meta text-pretty text-3">
            {sentence}
          </p>
        ))}
      </div>
    </div>
  );
}

function Findings({ findings }: Pick<HostReading, "findings">) {
  return (
    <ul>
      {findings.map(({ id, title, sentence, weight, evidence }) => (
        <li
          key={`${id} ${evidence.field} ${evidence.value}`}
          className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-2.5 border-t border-line-faint py-1.5 first:border-t-0"
        >
          <span className="grid h-5 place-items-center">
            <PathMark look={weight > 0 ? "blocked" : "beyond"} size={14} />
          </span>
          <div className="min-w-0">
            {title}
            <p className="text-meta text-pretty text-2">
              <Sentence text={sentence} isShort />
            </p>
            <p className="text-micro/[18px] wrap-anywhere text-3">
              <code className="mr-3 text-micro!">{evidence.field}</code>
              {evidence.value}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
