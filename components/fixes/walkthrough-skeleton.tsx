import { Skeleton } from "../ui/skeleton.tsx";

/** A walkthrough before its answer, in the final layout. */
export function WalkthroughSkeleton() {
  return (
    <div aria-busy="true" className="px-4 pt-4 pb-6 wide:px-6 wide:pt-5">
      <h1 className="sr-only">Reading the walkthrough</h1>
      <Skeleton className="mt-1 w-80 max-w-full" />
      <Skeleton className="mt-4 h-5 w-160 max-w-full" />
      <Skeleton className="mt-4 w-120 max-w-full" />
      <Skeleton className="mt-9 w-20" />
      <div className="mt-3.5 h-44 rounded-3 border border-line" />
      <div className="mt-7 grid gap-x-10 gap-y-8 roomy:grid-cols-[minmax(0,1fr)_300px]">
        <div className="grid grid-cols-[24px_minmax(0,1fr)] gap-x-3.5">
          <Skeleton className="size-6 rounded-full!" />
          <div>
            <Skeleton className="mt-1.5 w-72 max-w-full" />
            <Skeleton className="mt-3 w-120 max-w-full" />
            <div className="mt-3.5 h-40 rounded-3 border border-line" />
          </div>
        </div>
        <div className="grid content-start gap-3.5 max-roomy:hidden">
          <Skeleton className="w-16" />
          {["70%", "84%", "56%", "62%", "90%", "44%"].map((width) => (
            <Skeleton key={width} style={{ width }} />
          ))}
        </div>
      </div>
    </div>
  );
}
