const plainName = /^[A-Za-z_$][\w$-]*$/;

/** Writes a property path as the engine reads it: `rules[0].name`, `tags["a.b"]`. */
export function propertyPath(path: readonly (string | number)[]): string {
  return path.reduce<string>((written, step) => {
    if (typeof step === "number") return `${written}[${step}]`;
    if (!plainName.test(step)) return `${written}["${step.replaceAll('"', '\\"')}"]`;
    return written === "" ? step : `${written}.${step}`;
  }, "");
}
