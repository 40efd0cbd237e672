/** What secrets of well-known makers look like. */
export const SECRET_SHAPES: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: /(?<![A-Za-z0-9])sk-ant-[A-Za-z0-9_-]{16,}/, what: "an Anthropic key" },
  { pattern: /(?<![A-Za-z0-9])sk-[A-Za-z0-9_-]{16,}/, what: "a key of a model provider" },
  { pattern: /(?<![A-Za-z0-9])(AKIA|ASIA)[A-Z2-7]{16}(?![A-Za-z0-9])/, what: "an AWS access key" },
  { pattern: /(?<![A-Za-z0-9])AIza[A-Za-z0-9_-]{35}/, what: "a Google key" },
  { pattern: /(?<![A-Za-z0-9])gh[opsur]_[A-Za-z0-9]{30,}/, what: "a GitHub token" },
  { pattern: /(?<![A-Za-z0-9])github_pat_[A-Za-z0-9_]{30,}/, what: "a GitHub token" },
  { pattern: /(?<![A-Za-z0-9])glpat-[A-Za-z0-9_-]{20,}/, what: "a GitLab token" },
  { pattern: /(?<![A-Za-z0-9])xox[abeprs]-[A-Za-z0-9-]{10,}/, what: "a Slack token" },
  { pattern: /hooks\.slack\.com\/services\/[A-Za-z0-9/]+/, what: "a Slack webhook" },
  { pattern: /(?<![A-Za-z0-9])[rs]k_(live|test)_[A-Za-z0-9]{16,}/, what: "a Stripe key" },
  { pattern: /(?<![A-Za-z0-9])hf_[A-Za-z0-9]{30,}/, what: "a Hugging Face token" },
  { pattern: /(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36}/, what: "an npm token" },
  { pattern: /(?<![A-Za-z0-9])pul-[0-9a-f]{40}/, what: "a Pulumi token" },
  { pattern: /(?<![A-Za-z0-9])SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/, what: "a SendGrid key" },
  { pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/, what: "a private key" },
  { pattern: /(?<![A-Za-z0-9])eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/, what: "a JSON web token" },
  { pattern: /\bBearer [A-Za-z0-9._~+/-]{16,}/, what: "a bearer token" },
  { pattern: /[a-z][a-z0-9+.-]*:\/\/[^\s/:@]+:[^\s/:@]+@/i, what: "a password in a URL" },
];

/** Properties that look random and are no secrets. */
export const DIGESTS: readonly { readonly path: RegExp; readonly reason: string }[] = [
  { path: /^(sourceCodeHash|codeSha256)$/, reason: "digest of a function's code, computed by the engine or by Lambda" },
  { path: /^triggers\.[a-z]+$/, reason: "digest of an API's routes: a deployment is made anew when it changes" },
  { path: /^environment\.variables\.VERSION_ID$/, reason: "digest of the bundle that runs" },
];
