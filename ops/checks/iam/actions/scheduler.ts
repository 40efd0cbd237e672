import type { ServiceActions } from "../service-actions.ts";

/** The actions of `scheduler` by what they act on and by access level (source: AWS Service Authorization Reference). */
export const scheduler: ServiceActions = {
  schedule: {
    write: "CreateSchedule DeleteSchedule UpdateSchedule",
    read: "GetSchedule",
  },
  "schedule-group": {
    write: "CreateScheduleGroup DeleteScheduleGroup",
    read: "GetScheduleGroup ListTagsForResource",
    tagging: "TagResource UntagResource",
  },
  account: {
    list: "ListScheduleGroups ListSchedules ListSchedulesByTarget",
  },
};
