import { Skeleton } from "../ui/skeleton.tsx";

const rows = ["62%", "74%", "58%", "70%"];
const lanes = ["ssm", "ssmmessages"];
const hops = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** A node's page before its answer, in the final layout. */
export function NodeSkeleton() {
  return (
    <div aria-busy="true" className="px-4 pt-4 pb-6 wide:px-6 wide:pt-5">
      <h1 className="sr-only">Reading the node</h1>
      <Skeleton className="mt-1 w-72 max-w-full" />
      <Skeleton className="mt-4 h-5 w-140 max-w-full" />
      <Skeleton className="mt-4 w-96 max-w-full" />
      <Skeleton className="mt-8 w-16" />
      <Path />
      <div className="mt-9 grid gap-x-8 gap-y-6 roomy:grid-cols-[minmax(0,1fr)_404px]">
        <Block title="w-28" />
        <Block title="w-20" />
      </div>
    </div>
  );
}

function Path() {
  return (
    <div className="mt-3.5 overflow-hidden rounded-3 border border-line">
      <div className="h-[58px] border-b border-line bg-sunken max-wide:hidden" />
      {lanes.map((lane) => (
        <div
          key={lane}
          className="flex h-[66px] items-center gap-6 border-b border-line-faint px-4 last:border-b-0"
        >
          <Skeleton className="w-24" />
          <div className="grid flex-1 grid-cols-8 gap-6 max-wide:hidden">
            {hops.map((hop) => (
              <Skeleton key={hop} className="w-full" />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}

function Block({ title }: { title: string }) {
  return (
    <div>
      <Skeleton className={title} />
      <div className="mt-3.5 rounded-3 border border-line">
        {rows.map((width) => (
          <div
            key={width}
            className="flex h-[58px] flex-col justify-center gap-2 border-b border-line-faint px-3 last:border-b-0"
          >
            <Skeleton style={{ width }} />
            <Skeleton className="h-2 w-2/5" />
          </div>
        ))}
      </div>
    </div>
  );
}
