/** Words that stand alone where a page has a button, an advertisement or a label, without spaces and marks. */
const LABELS = new Set(
  (
    "advert advertisement advertisements ad anzeige werbung publicidad publicité pubblicità publicidade reklama реклама 広告 " +
    "adchoices sponsored loading share sharethis sharethisstory tweet print email close video comments comment search " +
    "menu readmore highlights photos gallery facebook twitter whatsapp linkedin pinterest reddit tags topics more next " +
    "previous story"
  ).split(" "),
);

const MAX_LABEL = 40;

/** Beginnings and turns of what a page says of its own working. */
const WORKING = new RegExp(
  [
    "(?:uses?|of) cookies",
    "(?:requires?|enable|activate?) javascript|javascript (?:is )?(?:disabled|required)",
    "^<\\w+ [^>]*=",
    "^share (?:this|on|via)",
    "(?:reading|story|article) continues|continue reading below|continues below",
  ].join("|"),
  "i",
);

const MAX_NOTICE = 200;

/** Turns by which a page asks its reader for something, or says whose it is, once its text has ended. */
const ASKING = new RegExp(
  `\\b(?:${[
    "subscribe|sign up|newsletter|inbox|donate|support us|like us on|join the conversation|leave a comment",
    "follow (?:us|him|her|me|them|.{2,40} on (?:facebook|twitter|instagram|youtube|linkedin))|tell us what|have a tip|contact the (?:author|writer|reporter)",
    "download (?:the|our) app|click here|get access|read more|learn more|share this|all rights reserved|copyright",
  ].join("|")})\\b|©`,
  "i",
);

const MAX_ASKING = 300;

/** Whether a line is a label or a notice that is no text wherever it stands. */
export function isNotice(text: string): boolean {
  if (text.length < MAX_LABEL && LABELS.has(text.toLowerCase().replace(/[^\p{L}]/gu, ""))) return true;
  return text.length < MAX_NOTICE && WORKING.test(text);
}

/** Whether a line at the end of a text is no longer part of it. */
export function isAsking(text: string): boolean {
  return text.length < MAX_ASKING && ASKING.test(text);
}

/** How "Comments" is headed, with a number or without. */
const COMMENTS =
  /^(?:\d+ |top |rated |recent |all |reader |leave a |post a |add a )*(?:comments?|responses|replies|kommentare?|commentaires|comentarios|comentários|commenti|reacties|комментарии|コメント|评论|評論|댓글|تعليقات|التعليقات)\W*\d*\W*$/iu;

/** How other pages are headed. */
const OTHER_PAGES =
  /^(?:related|recommended|you (?:may|might) also|more (?:from|on|great|stories|news|in|like)|read (?:next|more|also)|see also:?$|don.t miss|trending|most (?:read|popular)|popular|also on|up next|what to read|latest|das könnte|mehr zum|lesen sie auch|weitere|à lire aussi|lire aussi|articles? (?:liés|similaires)|te puede interesar|lee también|noticias relacionadas|leia também|veja também|leggi anche|potrebbe interessarti|lees ook|читайте также|関連記事|相关阅读|اقرأ أيضا)/iu;

const MAX_HEADING = 60;

/** What a heading announces that is not the page's own text: what its readers wrote, or other pages; undefined for any other heading. */
export function announced(text: string): "comments" | "other pages" | undefined {
  if (text.length > MAX_HEADING) return undefined;
  if (COMMENTS.test(text)) return "comments";
  return OTHER_PAGES.test(text) ? "other pages" : undefined;
}
