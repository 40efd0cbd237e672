/** Month names by number, in the languages the sample pages are written in and their neighbours. */
export const months: readonly (readonly string[])[] = [
  ["january", "jan", "januar", "janvier", "enero", "gennaio", "يناير", "ינואר"],
  ["february", "feb", "februar", "février", "febrero", "febbraio", "فبراير", "פברואר"],
  ["march", "mar", "märz", "mars", "marzo", "مارس", "מרץ"],
  ["april", "apr", "avril", "abril", "aprile", "أبريل", "אפריל"],
  ["may", "mai", "mayo", "maggio", "مايو", "מאי"],
  ["june", "jun", "juni", "juin", "junio", "giugno", "يونيو", "יוני"],
  ["july", "jul", "juli", "juillet", "julio", "luglio", "يوليو", "יולי"],
  ["august", "aug", "août", "agosto", "أغسطس", "אוגוסט"],
  ["september", "sep", "sept", "septembre", "septiembre", "settembre", "سبتمبر", "ספטמבר"],
  ["october", "oct", "oktober", "okt", "octobre", "octubre", "ottobre", "أكتوبر", "אוקטובר"],
  ["november", "nov", "novembre", "noviembre", "نوفمبر", "נובמבר"],
  ["december", "dec", "dezember", "dez", "décembre", "diciembre", "dicembre", "ديسمبر", "דצמבר"],
];
