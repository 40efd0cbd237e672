/** What a kind of secret looks like. */
export type SecretShape = {
  readonly kind: string;
  readonly what: string;
  /** Finds the first; with a group `value` where the secret is a part of what is matched. */
  readonly pattern: RegExp;
};

/** Secrets that their makers gave a form to, by which they are told wherever they stand, not within a longer word. */
export const SECRET_SHAPES: readonly SecretShape[] = [
  {
    kind: "aws-key-id",
    what: "an AWS access key",
    pattern: /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Za-z0-9])/,
  },
  { kind: "anthropic-key", what: "an Anthropic key", pattern: /(?<![A-Za-z0-9])sk-ant-[\w-]{12,}/ },
  { kind: "openai-key", what: "a key of a model provider", pattern: /(?<![A-Za-z0-9])sk-(?!ant-)[\w-]{10,}/ },
  { kind: "github-token", what: "a GitHub token", pattern: /(?<![A-Za-z0-9])gh[opsur]_[A-Za-z0-9]{30,}/ },
  { kind: "github-token", what: "a GitHub token", pattern: /(?<![A-Za-z0-9])github_pat_\w{30,}/ },
  { kind: "gitlab-token", what: "a GitLab token", pattern: /(?<![A-Za-z0-9])glpat-[\w-]{20,}/ },
  { kind: "slack-token", what: "a Slack token", pattern: /(?<![A-Za-z0-9])xox[abeoprs]-[A-Za-z0-9-]{10,}/ },
  {
    kind: "slack-webhook",
    what: "a Slack webhook",
    pattern: /hooks\.slack\.com\/(?:services|workflows)\/[A-Za-z0-9/]+/,
  },
  { kind: "google-key", what: "a Google key", pattern: /(?<![A-Za-z0-9])AIza[\w-]{35}/ },
  { kind: "stripe-key", what: "a Stripe key", pattern: /(?<![A-Za-z0-9])[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/ },
  { kind: "npm-token", what: "an npm token", pattern: /(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36}/ },
  { kind: "pulumi-token", what: "a Pulumi token", pattern: /(?<![A-Za-z0-9])pul-[0-9a-f]{40}/ },
  { kind: "huggingface-token", what: "a Hugging Face token", pattern: /(?<![A-Za-z0-9])hf_[A-Za-z0-9]{30,}/ },
  { kind: "sendgrid-key", what: "a SendGrid key", pattern: /(?<![A-Za-z0-9])SG\.[\w-]{16,}\.[\w-]{16,}/ },
  { kind: "private-key", what: "a private key", pattern: /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----/ },
  { kind: "jwt", what: "a JSON web token", pattern: /(?<![A-Za-z0-9])eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/ },
  { kind: "bearer", what: "a bearer token", pattern: /\b[Bb]earer [A-Za-z0-9._~+/-]{24,}/ },
  {
    kind: "connection-string",
    what: "a password in a connection string",
    pattern: /\b(?:AccountKey|SharedAccessKey|Password|Pwd)=(?<value>[^;\s"'`$]{8,});/,
  },
];
