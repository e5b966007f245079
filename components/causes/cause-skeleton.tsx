import { Skeleton } from "../ui/skeleton.tsx";

const rows = ["62%", "74%", "58%", "70%"];

/** A cause's page before its answer, in the final layout. */
export function CauseSkeleton() {
  return (
    <div aria-busy="true" className="px-4 pt-4 pb-6 wide:px-6 wide:pt-5">
      <h1 className="sr-only">Reading the cause</h1>
      <Skeleton className="mt-1 w-72 max-w-full" />
      <Skeleton className="mt-4 h-5 w-140 max-w-full" />
      <Skeleton className="mt-4 w-80 max-w-full" />
      <Skeleton className="mt-9 w-24" />
      <div className="mt-3.5 h-16 rounded-3 border border-line" />
      <Skeleton className="mt-6 w-20" />
      <div className="mt-3.5 rounded-3 border border-line">
        {rows.map((width) => (
          <div
            key={width}
            className="flex h-row items-center border-b border-line-faint px-3 last:border-b-0"
          >
            <Skeleton style={{ width }} />
          </div>
        ))}
      </div>
    </div>
  );
}
