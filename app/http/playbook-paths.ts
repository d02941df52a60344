import { at } from './paths.ts'

/** Links of playbooks and support templates, apart from the others: nobody else's page has to load them. */
export const playbookPaths = {
  newTemplate: () => '/templates/new',
  template: (slug: string) => at`/templates/${slug}`,
  templateRetirement: (slug: string) => at`/templates/${slug}/retirement`,
  /** counts a copy */
  templateCopies: (slug: string) => at`/templates/${slug}/copies`,
  /** the words of a template for one person; with the request for help that they answer */
  templateMessage: (slug: string, person: string, help?: { cohort: string; request: string }) =>
    at`/templates/${slug}/messages/${person}` + (help ? `?${new URLSearchParams(help)}` : ''),
  newPlaybook: () => '/playbooks/new',
  playbookEdit: (slug: string) => at`/playbooks/${slug}/edit`,
  playbookDraft: (slug: string) => at`/playbooks/${slug}/draft`,
  /** where the editor of the organisation's playbook saves states and asks for those of others */
  playbookEdits: (slug: string) => at`/playbooks/${slug}/edits`,
  playbookMarkdown: (slug: string) => at`/playbooks/${slug}.md`,
  /** where the editor stores pictures */
  playbookPictures: () => '/playbook-pictures',
  /** a playbook as a cohort works with it: its own copy, once it has one */
  cohortPlaybook: (cohort: string, slug: string) => at`/cohorts/${cohort}/playbooks/${slug}`,
  cohortPlaybookMarkdown: (cohort: string, slug: string) => at`/cohorts/${cohort}/playbooks/${slug}.md`,
  cohortCopy: (cohort: string, slug: string) => at`/cohorts/${cohort}/playbooks/${slug}/copy`,
  cohortPlaybookEdit: (cohort: string, slug: string) => at`/cohorts/${cohort}/playbooks/${slug}/edit`,
  /** where the editor saves states and asks for those of others */
  cohortPlaybookEdits: (cohort: string, slug: string) => at`/cohorts/${cohort}/playbooks/${slug}/edits`,
  cohortPlaybookHistory: (cohort: string, slug: string, number?: number) =>
    number === undefined
      ? at`/cohorts/${cohort}/playbooks/${slug}/history`
      : at`/cohorts/${cohort}/playbooks/${slug}/history/${String(number)}`,
  /** what newer revisions of the organisation's playbook changed */
  cohortPlaybookChanges: (cohort: string, slug: string) => at`/cohorts/${cohort}/playbooks/${slug}/changes`,
}
