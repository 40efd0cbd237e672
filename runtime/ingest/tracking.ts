/** Query parameters known as campaign, click or recipient tags by which no application selects content; rule set 1, lower case. */
const TRACKING = [
  // Campaign
  "utm_source utm_medium utm_campaign utm_term utm_content utm_id utm_source_platform utm_creative_format",
  "utm_marketing_tactic utm_name utm_cid utm_reader utm_referrer utm_brand utm_social utm_social-type utm_pubreferrer",
  "utm_swu utm_viz_id",
  // Google
  "gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid srsltid _ga _gl _gac",
  // Other click ids
  "fbclid fb_action_ids fb_action_types msclkid twclid ttclid li_fat_id rdt_cid sccid epik igshid yclid ysclid ymclid",
  "_openstat irclickid irgwc wickedid rb_clickid s_kwcid ef_id",
  // Mail and marketing automation
  "mc_cid mc_eid _hsenc _hsmi __hssc __hstc __hsfp hsctatracking vero_id vero_conv oly_anon_id oly_enc_id _kx _bhlid",
  "_branch_match_id",
  // Matomo
  "mtm_campaign mtm_keyword mtm_kwd mtm_source mtm_medium mtm_content mtm_cid mtm_group mtm_placement pk_campaign",
  "pk_keyword pk_kwd pk_source pk_medium pk_content pk_cid",
];

const SESSION = ["phpsessid", "jsessionid"];

const DROPPED: ReadonlySet<string> = new Set([...SESSION, ...TRACKING.flatMap((line) => line.split(" "))]);

const MAIL_VIEW = /emailwebview|unsubscribe/i;

/** Whether a query parameter says who came or in which session rather than which page is meant; `path` is the normalised path. */
export function isDroppedParameter(name: string, path: string): boolean {
  const key = name.toLowerCase();
  return key === "mkt_tok" ? !MAIL_VIEW.test(path) : DROPPED.has(key);
}
