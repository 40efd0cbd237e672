type Known = { readonly pattern: RegExp; readonly advice: (name: string) => string };

/** What the engine refuses in a project that is not set up yet, and what one does about it. */
const KNOWN: readonly Known[] = [
  { pattern: /no stack named '([^']+)'/, advice: (name) => `Make it first: pulumi stack init ${name}` },
  {
    pattern: /passphrase must be set|incorrect passphrase/,
    advice: () => "Set PULUMI_CONFIG_PASSPHRASE to the one that the stack was made with.",
  },
];

/** What to try after the engine has ended with this sentence. */
export function adviceOn(sentence: string): string {
  for (const { pattern, advice } of KNOWN) {
    const found = pattern.exec(sentence);
    if (found !== null) return advice(found[1] ?? "");
  }
  return "Check with: pulumi whoami && pulumi stack ls";
}
