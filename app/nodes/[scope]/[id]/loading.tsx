import { NodeSkeleton } from "../../../../components/node/node-skeleton.tsx";

export default function NodeLoading() {
  return <NodeSkeleton />;
}
