/** What a kind of secret looks like. */
export type SecretShape = {
  readonly kind: string;
  readonly what: string;
  /** With a group `value` where the secret is a part of what is matched. */
  readonly pattern: RegExp;
};

/** Not within a longer word. */
const ALONE = "(?<![A-Za-z0-9])";

const shape = (kind: string, what: string, pattern: string): SecretShape => ({
  kind,
  what,
  pattern: new RegExp(pattern, "g"),
});

/** Secrets that their makers gave a form to, by which they are told wherever they stand. */
export const SECRET_SHAPES: readonly SecretShape[] = [
  shape("aws-key-id", "an AWS access key", `${ALONE}(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Za-z0-9])`),
  shape("anthropic-key", "an Anthropic key", `${ALONE}sk-ant-[\\w-]{16,}`),
  shape("openai-key", "a key of OpenAI's form", `${ALONE}sk-(?!ant-)(?:proj-|svcacct-|live-|or-v1-)?[\\w-]{10,}`),
  shape("github-token", "a GitHub token", `${ALONE}(?:gh[opsur]_[A-Za-z0-9]{30,}|github_pat_\\w{30,})`),
  shape("gitlab-token", "a GitLab token", `${ALONE}glpat-[\\w-]{20,}`),
  shape("slack-token", "a Slack token", `${ALONE}xox[abeoprs]-[A-Za-z0-9-]{10,}`),
  shape("slack-webhook", "a Slack webhook", "hooks\\.slack\\.com/(?:services|workflows)/[A-Za-z0-9/]{20,}"),
  shape("google-key", "a Google key", `${ALONE}AIza[\\w-]{35}`),
  shape("stripe-key", "a Stripe key", `${ALONE}[rs]k_(?:live|test)_[A-Za-z0-9]{16,}`),
  shape("npm-token", "an npm token", `${ALONE}npm_[A-Za-z0-9]{36}`),
  shape("pulumi-token", "a Pulumi token", `${ALONE}pul-[0-9a-f]{40}`),
  shape("huggingface-token", "a Hugging Face token", `${ALONE}hf_[A-Za-z0-9]{30,}`),
  shape("sendgrid-key", "a SendGrid key", `${ALONE}SG\\.[\\w-]{16,}\\.[\\w-]{16,}`),
  shape("private-key", "a private key", "-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----"),
  shape("jwt", "a JSON web token", `${ALONE}eyJ[\\w-]{8,}\\.eyJ[\\w-]{8,}\\.[\\w-]*`),
  shape("bearer", "a bearer token", "\\b[Bb]earer [A-Za-z0-9._~+/-]{24,}"),
  shape(
    "connection-string",
    "a password in a URL",
    "[a-z][a-z0-9+.-]{1,20}://[^\\s/:@\"'`<>]+:(?<value>[^\\s/:@\"'`<>$]+)@",
  ),
  shape(
    "connection-string",
    "a password in a connection string",
    "\\b(?:AccountKey|SharedAccessKey|Password|Pwd)=(?<value>[^;\\s\"'`$]{8,});",
  ),
];
