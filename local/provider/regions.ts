interface Region {
  readonly description: string;
  readonly websiteZone: string;
}

/** What programs may ask about a region: its name for people, and the DNS zone that its bucket websites live in. */
export const regions: Readonly<Record<string, Region>> = {
  "ap-northeast-1": { description: "Asia Pacific (Tokyo)", websiteZone: "Z2M4EHUR26P7ZW" },
  "ap-southeast-2": { description: "Asia Pacific (Sydney)", websiteZone: "Z1WCIGYICN2BYD" },
  "eu-central-1": { description: "Europe (Frankfurt)", websiteZone: "Z21DNDUVLTQW6Q" },
  "eu-west-1": { description: "Europe (Ireland)", websiteZone: "Z1BKCTXD74EZPE" },
  "us-east-1": { description: "US East (N. Virginia)", websiteZone: "Z3AQBSTGFYJSTF" },
  "us-east-2": { description: "US East (Ohio)", websiteZone: "Z2O1EMRO9K5GLX" },
  "us-west-1": { description: "US West (N. California)", websiteZone: "Z2F56UZL2M1ACD" },
  "us-west-2": { description: "US West (Oregon)", websiteZone: "Z3BJ6K6RIION7M" },
};
