/** What each figure means, told beside it and in `docs/metrics.md`. The code that computes it names its entry here. */
export type MetricDefinition = {
  name: string
  what: string
  /** what is counted */
  n: string
  excluded: string
  freshness: string
  formula: string
  unit: 'share' | 'ratio' | 'time' | 'per attempt' | 'per 100 people' | 'correlation' | 'people'
}

const LIVE = 'Live: counted in the background, seconds after it happened.'
const WEEKLY =
  'Whole weeks of the migration’s time zone. The running week joins once successes of five people of the same audiences are new; for cohorts it joins at its end.'

export const METRICS = {
  completion: {
    name: 'Completion rate',
    what: 'People who completed every module that a milestone asks of them, in any release, of the people asked.',
    n: 'people assigned today, by audience or role',
    excluded: 'optional modules, quick references, waived assignments, people who left',
    freshness: LIVE,
    formula: 'people with a completion of any release of each assigned module ÷ people assigned',
    unit: 'share',
  },
  started: {
    name: 'Started',
    what: 'People who began any of the modules that a milestone asks of them; of one module, those who began it.',
    n: 'people assigned today',
    excluded: 'as for the completion rate',
    freshness: LIVE,
    formula: 'people with progress in an assigned module',
    unit: 'people',
  },
  practised: {
    name: 'Practised',
    what: 'People who finished an attempt at a task or submitted a check, whatever came of it, or completed a module.',
    n: 'people assigned today',
    excluded: 'as for the completion rate; attempts that nobody finished',
    freshness: LIVE,
    formula: 'people with an attempt that has an outcome, a submitted check or a completion in an assigned module',
    unit: 'people',
  },
  needsHelp: {
    name: 'People who need help',
    what: 'People who asked and have no answer, are overdue, are stuck, have not started, or have something to do again.',
    n: 'people assigned today',
    excluded: 'as for the completion rate',
    freshness: LIVE,
    formula:
      'each person once, whatever the reasons; stuck: began, not complete, and no step in any of it for seven days',
    unit: 'people',
  },
  perChampion: {
    name: 'Members per champion',
    what: 'How many people one champion looks after.',
    n: 'members of the cohort today',
    excluded: 'people who left; cohorts without a champion',
    freshness: LIVE,
    formula: 'members ÷ champions of the cohort',
    unit: 'people',
  },
  upToDate: {
    name: 'Up to date',
    what: 'People with nothing left to refresh, of the people with a completion.',
    n: 'people with at least one completion of a module of the milestone',
    excluded: 'as for the completion rate',
    freshness: LIVE,
    formula: 'people with nothing left to refresh ÷ people with a completion',
    unit: 'share',
  },
  overdue: {
    name: 'Overdue',
    what: 'People with a module or a refresher whose due day is over.',
    n: 'people assigned today',
    excluded: 'as for the completion rate',
    freshness: LIVE,
    formula:
      'people with an assigned module that they never completed after its due day, or with a refresher after its own: the later of that day and ten days after it was asked for',
    unit: 'people',
  },
  coverage: {
    name: 'Coverage by sessions',
    what: 'People who attended a champion-led session of the milestone, of the people assigned.',
    n: 'people assigned today',
    excluded: 'cancelled sessions',
    freshness: LIVE,
    formula: 'people who attended a session of the milestone ÷ people assigned',
    unit: 'share',
  },
  unstuck: {
    name: 'People unstuck',
    what: 'Members of a cohort who asked for help, were answered, and then went on.',
    n: 'people with a request for help at a block, made while they were in the cohort',
    excluded: 'requests that nobody answered or that people closed themselves',
    freshness: LIVE,
    formula:
      'people who completed the module, or succeeded in the task that they had asked about, within 14 days of the answer',
    unit: 'people',
  },
  taskTime: {
    name: 'Task time',
    what: 'How long a task takes in the new product: median with a 95% interval, and p90.',
    n: 'people, and their successful attempts, in releases whose task is the same as today’s',
    excluded:
      'guided, suspect, abandoned and unsuccessful attempts; groups under five people, and groups or times that beside others would tell of fewer than five, are withheld',
    freshness: WEEKLY,
    formula:
      'median of active time in labs, of wall time less pauses outside; interval by order statistics (Conover 1999, 3.2); p90 by linear interpolation (Hyndman and Fan 1996, type 7); all within 0.5% of the exact times, which are counted in a histogram (DDSketch, Masson and others 2019)',
    unit: 'time',
  },
  oldTime: {
    name: 'Time in the old product, measured',
    what: 'How long a task took in the old product when people did it there, asked to: median with a 95% interval.',
    n: 'people with a success in the old product, each by their first',
    excluded: 'given up, failed and suspect tries; under five people it is withheld',
    freshness:
      'Within a minute once five more people have done it, so that no single time shows in the difference, and once with all when the measuring ends.',
    formula: 'median of wall time less declared pauses; interval by order statistics (Conover 1999, 3.2)',
    unit: 'time',
  },
  taskRatio: {
    name: 'Ratio to the old product',
    what: 'Task time compared with the same task in the old product: under 1 is faster than before.',
    n: 'as for task time',
    excluded:
      'as for task time; targets; baselines of another clock: a measured one is of the wall, so that the active time of a lab is not divided by it',
    freshness: WEEKLY,
    formula: 'median task time ÷ baseline of the old product',
    unit: 'ratio',
  },
  learningCurve: {
    name: 'Time by number of the try',
    what: 'How the time of a task falls with practice: the median of everybody’s first, second, third and fourth tries, and of later ones.',
    n: 'as for task time; whoever needed no further try is not in the later ones',
    excluded: 'as for task time; tries of fewer than five people, and what would tell of them, are withheld',
    freshness: WEEKLY,
    formula: 'as for task time, of the successful attempts that were so many-th of their person at the task',
    unit: 'time',
  },
  taskChange: {
    name: 'Then and now',
    what: 'Whether a task takes longer than it did in the four weeks before.',
    n: 'as for task time, four weeks each',
    excluded: 'as for task time; nothing is claimed without an interval of both',
    freshness: WEEKLY,
    formula:
      'a change is told where the 95% intervals of both medians have nothing in common (stricter than a test of their difference at 5%: Cumming and Finch 2005)',
    unit: 'time',
  },
  comparison: {
    name: 'Side by side',
    what: 'Two audiences, two releases of a module or two times beside each other: which needs longer at a task. Cohorts are told beside each other without a verdict on their times: people are never ranked by speed.',
    n: 'as for task time and completion, of each side; whoever is in both counts in both',
    excluded:
      'as for task time; nothing is claimed without an interval of both sides, of sides that are told of different times, or of releases in which the task was another one',
    freshness: 'Times as for task time; progress live.',
    formula:
      'median of the first ÷ median of the other; a difference of times is told where their 95% intervals have nothing in common (Cumming and Finch 2005), one of shares where its 95% interval lies on one side of nothing (Newcombe 1998, method 10)',
    unit: 'ratio',
  },
  whatFirst: {
    name: 'What to do first',
    what: 'The unmet gates, the slowest task, the block with most open questions, the audience with most people overdue, and cohorts without a session, the heaviest on top.',
    n: 'as for the figure that stands beside each',
    excluded:
      'gates that are met or waived; tasks whose interval reaches down to 1.2 times the old product; closed cohorts',
    freshness: 'As for the figures themselves.',
    formula:
      'a gate by how far it is from its target as a share of that, and cohorts by the share without a session, both divided by the weeks left to the milestone, at least one; a task by its interval’s lower end ÷ 1.2, less 1; a block by open questions ÷ people who reached it; an audience by people overdue ÷ people assigned',
    unit: 'share',
  },
  errors: {
    name: 'Error frequency',
    what: 'Errors per finished attempt, by type.',
    n: 'finished attempts in assessed mode, at tasks that five people finished',
    excluded: 'suspect and abandoned attempts; tasks under five people are withheld and not added up',
    freshness: WEEKLY,
    formula: 'errors of the type ÷ finished attempts',
    unit: 'per attempt',
  },
  taskErrors: {
    name: 'Error frequency of one task',
    what: 'Errors of any type per finished attempt at one task, of everybody, an audience or a cohort.',
    n: 'finished attempts in assessed mode',
    excluded: 'suspect and abandoned attempts; withheld until five people have finished the task',
    freshness: WEEKLY,
    formula: 'errors ÷ finished attempts',
    unit: 'per attempt',
  },
  criticalErrors: {
    name: 'Critical errors',
    what: 'Critical errors per finished attempt, over the tasks of a milestone’s modules.',
    n: 'as for error frequency',
    excluded: 'as for error frequency',
    freshness: WEEKLY,
    formula: 'critical errors ÷ finished attempts',
    unit: 'per attempt',
  },
  confusion: {
    name: 'Confusion rate',
    what: 'Reports and me-toos per 100 people who reached a block.',
    n: 'people who reached the block; for a milestone, those who reached any block of its modules in 14 days',
    excluded: 'nothing',
    freshness: LIVE,
    formula:
      '(reports + me-toos) × 100 ÷ people who reached the block, with its exact 95% interval (Garwood 1936); for a milestone, the same over all its blocks, each weighted by its people',
    unit: 'per 100 people',
  },
  confusionEffect: {
    name: 'Effect of a fix',
    what: 'Whether fewer people were confused at a block once it was fixed: helped, no change, or not enough data.',
    n: 'reports and me-toos at the block, whatever question they belong to, and people who reached it: those whose visits to it, from first to last, touch that time',
    excluded:
      'duplicates, whose effect is that of the question they repeat; with one to four people before or since, both are withheld',
    freshness: 'Live on a question’s own page; across the migration once a day.',
    formula:
      'confusion rate since the fix against that of as long a time before it; for a release, that one and later ones against older ones. 95% intervals are exact (Garwood 1936). Helped: lower by more than chance would bring, exact at 2.5% (Przyborowski and Wilenski 1940). Not enough data: not even nothing since then would tell',
    unit: 'per 100 people',
  },
  labEffect: {
    name: 'Effect on the lab',
    what: 'Whether fewer people err, or take a hint, in the lab of a block once it was fixed.',
    n: 'people by their first finished try at the task in assessed mode, so that practice does not count as a fix',
    excluded:
      'suspect and abandoned tries, and the week of the fix unless releases are compared; with one to four people before or since, both are withheld',
    freshness: 'Whole weeks of the migration’s time zone, as many before the fix as since.',
    formula:
      'people with an error ÷ people, and people who took a hint ÷ people, with Wilson’s 95% interval. Helped: the 95% interval of the difference lies below nothing (Newcombe 1998, method 10)',
    unit: 'share',
  },
  confusionAnswered: {
    name: 'From a report to a fix',
    what: 'How long people wait for an answer and for a fix, how many are told, and how many say that it helped.',
    n: 'questions first reported in the period, without those that were joined with another; people who reported them or said “me too”',
    excluded:
      'what is not answered, or not resolved, has no time yet; who did not say whether it helped is not counted as helped',
    freshness: 'Live; the people of resolved questions are counted once a day.',
    formula:
      'median and p90 (Hyndman and Fan 1996, type 7) of the time from the first report to the first answer or resolution, and to the resolution that holds; people told ÷ people of resolved questions; people who said yes ÷ people told',
    unit: 'time',
  },
  sentiment: {
    name: 'How it feels',
    what: 'How reporters say they feel about the new product, from 1, lost, to 5, fine: their own choice, never a guess from words.',
    n: 'reports in which something was chosen, by week',
    excluded: 'the running week; weeks with fewer than five people',
    freshness: 'Whole weeks of the migration’s time zone.',
    formula: 'mean of what was chosen',
    unit: 'people',
  },
  suspectedConfusion: {
    name: 'Suspected confusion',
    what: 'Blocks where people stall, fail a lab or take hints unusually often: measured, and kept apart from what people said.',
    n: 'people in the last eight whole weeks, at the block as it reads now; at least ten. Stalled: reached it, nothing since for seven days, the module not completed. Failed, hints: their first finished try of these weeks in assessed mode',
    excluded:
      'for stalling the last block of a module and quick references; suspect tries; kinds of block with fewer than four to compare',
    freshness: 'Whole weeks of the migration’s time zone, counted every hour.',
    formula:
      'people ÷ people at the block; raised where the lower end of Wilson’s 95% interval is over 1.5 times the share of all other blocks of its kind together, and over 10%',
    unit: 'share',
  },
  checkScore: {
    name: 'Score of a check',
    what: 'How much of a check people have right the first time, and how many reach its pass mark then.',
    n: 'people who answered the check, each by their first submission, in releases whose check is the same as today’s',
    excluded: 'every later submission; groups under five people are withheld',
    freshness: WEEKLY,
    formula: 'mean over people of questions right ÷ questions asked; people at or over the pass mark ÷ people',
    unit: 'share',
  },
  facility: {
    name: 'Facility of a question',
    what: 'People who have the question right at their first submission, of the people who were asked it.',
    n: 'people who were asked the question at their first submission; with a pool not everybody is',
    excluded: 'as for the score of a check',
    freshness: WEEKLY,
    formula: 'people right ÷ people asked, with Wilson’s 95% interval',
    unit: 'share',
  },
  discrimination: {
    name: 'Discrimination of a question',
    what: 'Whether those who have the other questions right have this one right, too: near 1 it tells people apart, near 0 it does not, and under 0 it misleads those who know.',
    n: 'as for facility, at least five people, in checks with several questions',
    excluded: 'as for facility; nothing is told where all are alike',
    freshness: WEEKLY,
    formula:
      'point-biserial correlation of being right here with the share right of the other questions asked (Henrysson 1963: the question itself is left out)',
    unit: 'correlation',
  },
  answersGiven: {
    name: 'Answers given',
    what: 'How many people gave each answer to a question at their first submission: which wrong one attracts.',
    n: 'as for facility',
    excluded: 'typed words that fewer than five people gave: they are added up as other answers',
    freshness: WEEKLY,
    formula: 'people who gave the answer',
    unit: 'people',
  },
} as const satisfies Record<string, MetricDefinition>

/** The name under which a figure is defined. */
export type MetricId = keyof typeof METRICS
