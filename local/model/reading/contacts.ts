const all =
  (pattern: RegExp) =>
  (text: string): readonly string[] =>
    [...text.matchAll(pattern)].map((match) => match[1] ?? match[0]);

/** Every e-mail address in a text. */
export const emailsIn = all(/(?<![\w.+-])[\w+-]+(?:\.[\w+-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}/gi);

/** Every web address in a text, without the punctuation that follows it. */
export const urlsIn = all(/https?:\/\/[^\s<>"'()[\]{}|\\^`]+[^\s<>"'()[\]{}|\\^`.,;:!?]/gi);

/** Whether an address ends like a picture's. */
export const isImage = (url: string): boolean => /\.(?:png|jpe?g|gif|webp|svg|avif)(?:[?#]|$)/i.test(url);

/** Every web address of a picture. */
export const imagesIn = (text: string): readonly string[] => urlsIn(text).filter(isImage);

const spaced = all(/(?<![\w.])((?:\+\d{1,3}[ .-]?)?(?:\(0?\d{1,5}\)[ .-]?)?\d{2,5}(?:[ .-]\d{2,5}){1,4})(?![\w])/g);

/** Every telephone number in a text: seven to fifteen digits in groups, no calendar date. */
export const phonesIn = (text: string): readonly string[] =>
  spaced(text).filter((found) => {
    const digits = found.replace(/\D/g, "").length;
    return (
      digits >= 7 && digits <= 15 && !/^\d{4}-\d{2}-\d{2}$/.test(found) && !/^\d{1,2}\.\d{1,2}\.\d{4}$/.test(found)
    );
  });
