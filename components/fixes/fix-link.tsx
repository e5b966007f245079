import type { CauseAnswer } from "../../lib/api/verdict.ts";
import { causeFixHref, fixedCauseOf } from "../../lib/routes/fixes.ts";
import { TextLink } from "../ui/link.tsx";

/** From wherever a node's cause is told to its fixes. */
export function FixLink({
  scope,
  cause,
  children = "Fix it",
  className,
}: {
  scope: string;
  cause: Pick<CauseAnswer, "code" | "subject">;
  children?: React.ReactNode;
  className?: string;
}) {
  return (
    <TextLink
      href={causeFixHref(fixedCauseOf(scope, cause))}
      prefetch={false}
      {...(className === undefined ? {} : { className })}
    >
      {children}
    </TextLink>
  );
}
