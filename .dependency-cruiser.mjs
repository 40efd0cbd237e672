const rule = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });
/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    rule("no-cycle", "A cycle hides which file is the foundation.", {}, { circular: true }),
    rule(
      "domain-is-ground",
      "runtime/domain is what every room shares; it may know only zod, and Node's hash for a job's place in the list.",
      { path: "^runtime/domain/" },
      { pathNot: ["^runtime/domain/", "^node_modules/zod/", "^(node:)?crypto$"] },
    ),
    rule(
      "reliability-is-ground",
      "Reliability helpers know nothing of the job.",
      { path: "^runtime/reliability/" },
      { path: "^(runtime|infra|ops)/", pathNot: "^runtime/reliability/" },
    ),
    rule(
      "ingest-is-pure",
      "Classifying and normalising a URL needs words, nothing else.",
      { path: "^runtime/ingest/" },
      {
        path: ["^(runtime|infra|ops|local)/", "^node_modules/@(aws-sdk|pulumi)/"],
        pathNot: "^runtime/(ingest|domain)/",
      },
    ),
    rule(
      "engine-knows-no-aws",
      "The engine and the models take what they need as arguments.",
      { path: "^runtime/(extract|model)/" },
      { path: ["^runtime/(adapters|flow|lambda|handlers)/", "^node_modules/@aws-sdk/"] },
    ),
    rule(
      "adapters-know-no-handler",
      "Adapters are called; they never call up. They read older items through the migrations, and never run one.",
      { path: "^runtime/adapters/" },
      { path: "^runtime/(extract|model|lambda|handlers|migrating)/" },
    ),
    rule(
      "lambda-knows-no-job",
      "Event plumbing may map a Failure; it knows nothing else of ours.",
      { path: "^runtime/lambda/" },
      { path: "^(runtime|infra|ops)/", pathNot: "^runtime/(lambda/|domain/failure[.]ts$)" },
    ),
    rule(
      "handlers-are-roots",
      "A handler is an entry; nobody imports one.",
      { pathNot: "^test/" },
      { path: "^runtime/handlers/" },
    ),
    rule(
      "infra-sees-only-domain",
      "Infrastructure shares words with the runtime, not code; a bundle is told the hashes of the migrations in it.",
      { path: "^infra/" },
      { path: "^(runtime|ops)/", pathNot: "^runtime/(domain/|migrations/code-hash[.]ts$)" },
    ),
    rule(
      "only-infra-declares",
      "Only infra may hold Pulumi resources.",
      { pathNot: "^(infra|test|bench)/" },
      { path: "^(infra/|node_modules/@pulumi/aws/)" },
    ),
    rule(
      "ops-sees-pure-rooms",
      "The operator's tool shares judgement with the runtime, never its effects.",
      { path: "^ops/" },
      { path: "^runtime/(adapters|lambda|handlers)/" },
    ),
    rule(
      "checks-are-pure",
      "A check judges a snapshot; it never fetches one.",
      { path: "^ops/checks/" },
      { path: ["^(infra|ops|runtime)/", "^node_modules/@(aws-sdk|pulumi)/"], pathNot: "^(ops/checks|runtime/domain)/" },
    ),
    rule(
      "migrations-are-frozen",
      "A migration that imports live schema changes after it has run: it may know its own folder, migration.ts and the plain form, all of which its code hash covers.",
      { path: "^runtime/migrations/([0-9]{4}-[^/.]+)" },
      { path: "^(runtime|infra|ops|local)/", pathNot: "^runtime/migrations/(migration[.]ts$|plain/|$1([.]ts$|/))" },
    ),
    rule(
      "plain-form-is-ground",
      "What every migration stands on knows nothing of any of them.",
      { path: "^runtime/migrations/(plain/|migration[.]ts$)" },
      { path: "^(runtime|infra|ops|local)/", pathNot: "^runtime/migrations/(migration[.]ts$|plain/)" },
    ),
    rule(
      "local-is-a-stand-in",
      "What stands in for AWS shares only words with the house, and the house does not know it.",
      { path: "^local/" },
      { path: "^(infra|ops|runtime)/", pathNot: "^runtime/domain/" },
    ),
    rule(
      "nobody-imports-local",
      "The product runs the same without it.",
      { pathNot: "^(local|test|bench)/" },
      { path: "^local/" },
    ),
    rule("nobody-imports-bench", "Measurements are leaves.", { pathNot: "^(bench|test)/" }, { path: "^bench/" }),
    rule("nobody-imports-test", "Tests are leaves.", { pathNot: "^test/" }, { path: "^test/" }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^node_modules/.*/node_modules" },
  },
};
