/** The formats a text can be held to, each with the check of it. */
const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  date: (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && isDay(text),
  "date-time": (text) =>
    /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}:?\d{2})?$/.test(text) &&
    isDay(text.slice(0, 10)),
  time: (text) => /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}:\d{2})?$/.test(text),
  duration: (text) =>
    /^P(?!$)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/.test(text),
  email: (text) => text.length <= 254 && /^[^\s@<>()",;]{1,64}@[^\s@.]+(?:\.[^\s@.]+)+$/.test(text),
  uri: (text) => URL.canParse(text),
  url: (text) => URL.canParse(text),
  hostname: (text) =>
    text.length <= 253 && /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*$/i.test(text),
  ipv4: (text) => /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/.test(text),
  ipv6: (text) => text.includes(":") && URL.canParse(`http://[${text}]/`),
  uuid: (text) => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text),
};

/** Formats that only say how a number is stored. */
const NUMBERS = new Set(["int32", "int64", "float", "double", "decimal"]);

/** The formats that can be checked, for a message. */
export const FORMAT_NAMES: readonly string[] = Object.keys(FORMATS);

/** Whether a format can be asked for. */
export function isFormat(name: unknown): boolean {
  return typeof name === "string" && (Object.hasOwn(FORMATS, name) || NUMBERS.has(name));
}

/** Whether a text has a format; one that only concerns numbers every text has. */
export function hasFormat(text: string, name: string): boolean {
  return FORMATS[name]?.(text) ?? true;
}

function isDay(day: string): boolean {
  const time = Date.parse(day);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}
