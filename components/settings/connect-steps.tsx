import type { ReactNode } from "react";
import type { Settings } from "../../lib/api/settings.ts";
import { Code, CodeBlock } from "../ui/code.tsx";

/** From nothing to the first read of a real account. */
export function ConnectSteps({ settings }: { settings: Settings }) {
  return (
    <ol className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <Step number={1} title="Grant the reads">
        <p>
          Attach this policy to the user or role that Muster signs with. It is made from the list of calls
          that Muster makes, and allows no write.
        </p>
        <CodeBlock
          text={JSON.stringify(settings.readPolicy, null, 2)}
          label="policy"
          maxHeight={220}
          className="mt-2"
        />
      </Step>
      <Step number={2} title="Start Muster with those credentials">
        <p>
          It takes the SDK's default chain: a profile, variables, or the role of the machine. It stays on this
          machine and listens on 127.0.0.1 alone.
        </p>
        <CodeBlock
          text="AWS_PROFILE=my-profile AWS_REGION=eu-west-1 npm start"
          label="command"
          className="mt-2"
        />
      </Step>
      <Step number={3} title="Add more accounts, where you have them">
        <p>
          A <Code>muster.config.json</Code> names each account with the role to assume there, and the Regions
          to read.
        </p>
        <CodeBlock text={exampleConfig} label="example" className="mt-2" />
      </Step>
    </ol>
  );
}

const exampleConfig = JSON.stringify(
  {
    $schema: "./muster.config.schema.json",
    accounts: [{ id: "123456789012", name: "prod", roleArn: "arn:aws:iam::123456789012:role/muster-reader" }],
    regions: ["eu-west-1", "us-east-1"],
  },
  null,
  2,
);

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <li className="grid grid-cols-[24px_minmax(0,1fr)] gap-x-3.5">
      <span
        aria-hidden="true"
        className="grid size-6 place-items-center rounded-full border border-line-strong text-meta font-head text-2"
      >
        {number}
      </span>
      <div className="text-2">
        <h3 className="leading-6 font-head text-1">{title}</h3>
        {children}
      </div>
    </li>
  );
}
