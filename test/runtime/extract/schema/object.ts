/** The schema of an object with these properties. */
export const object = (properties: Record<string, unknown>, more = {}) => ({ type: "object", properties, ...more });
