/** The version of the official provider that this one answers for. */
export const pluginVersion = "7.48.0";
