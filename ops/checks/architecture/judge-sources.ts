import { SOURCE_RULES, type SourceFile, type SourceRule } from "./source-rules.ts";

export type SourceFinding = {
  readonly code: string;
  readonly message: string;
  /** Path and line. */
  readonly subject: string;
  readonly fix: string;
};

const COMMENT = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm;

/** Every line that a rule about sources forbids; comments may say what they like. */
export function judgeSources(files: readonly SourceFile[]): SourceFinding[] {
  return files.flatMap((file) => {
    const rules = SOURCE_RULES.filter((rule) => concerns(rule, file.path));
    if (rules.length === 0) return [];
    const lines = withoutComments(file.text).split("\n");
    return rules.flatMap((rule) =>
      lines.flatMap((line, at) => (rule.forbids.test(line) ? told(rule, file, at + 1) : [])),
    );
  });
}

function concerns({ within, exceptions }: SourceRule, path: string): boolean {
  return within.test(path) && !exceptions.some((exception) => exception.path.test(path));
}

/** Comments become as many empty lines as they had. */
function withoutComments(text: string): string {
  return text.replace(COMMENT, (comment) => comment.replace(/[^\n]/g, " "));
}

function told({ code, does, fix }: SourceRule, { path }: SourceFile, line: number): SourceFinding {
  return { code, message: `${path}:${line} ${does}.`, subject: `${path}:${line}`, fix };
}
