/** @type {import('next').NextConfig} */
const config = {
  agentRules: false,
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ["better-sqlite3"],
  // `npm test` checks the types, of tests too; whoever only wants to run Muster need not wait for it.
  typescript: { ignoreBuildErrors: true },
};

export default config;
