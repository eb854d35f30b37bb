/** As browsers show them, with the names in them changed: title, address, site, key, note, and what names the page. */
export type RecordedPage = readonly [string, string, string, string | null, string, string]

// biome-ignore format: one page a row
const GITHUB: readonly RecordedPage[] = [
  ['Fix login redirect loop by annsmith · Pull Request #42 · acme/website', 'https://github.com/acme/website/pull/42', 'github.com/acme/website', 'website#42', 'website#42 Fix login redirect loop', 'github.com/acme/website/42'],
  ['Fix login redirect loop by annsmith · Pull Request #42 · acme/website', 'https://github.com/acme/website/pull/42/files?diff=split#r1234', 'github.com/acme/website', 'website#42', 'website#42 Fix login redirect loop', 'github.com/acme/website/42'],
  ['Bump vite from 7.1 to 7.2 by dependabot[bot] · Pull Request #43 · acme/website · GitHub', 'https://github.com/Acme/Website/pull/43', 'github.com/acme/website', 'Website#43', 'Website#43 Bump vite from 7.1 to 7.2', 'github.com/acme/website/43'],
  ['Login loops by design · Issue #41 · acme/website', 'https://github.com/acme/website/issues/41', 'github.com/acme/website', 'website#41', 'website#41 Login loops by design', 'github.com/acme/website/41'],
  ['Roadmap · acme/website · Discussion #7', 'https://github.com/acme/website/discussions/7', 'github.com/acme/website', 'website#7', 'website#7 Roadmap', 'github.com/acme/website/7'],
  ['GitHub - acme/website: The public website', 'https://github.com/acme/website', 'github.com/acme/website', null, 'website', 'github.com/acme/website'],
  ['acme/website: The public website', 'https://github.com/acme/website', 'github.com/acme/website', null, 'website', 'github.com/acme/website'],
  ['website/src/login.ts at main · acme/website', 'https://github.com/acme/website/blob/main/src/login.ts', 'github.com/acme/website', null, 'website/src/login.ts at main', 'github.com/acme/website/blob/main/src/login.ts'],
  ['Pull requests · acme/website', 'https://github.com/acme/website/pulls?q=is%3Aopen+author%3Aannsmith', 'github.com/acme/website', null, 'Pull requests', 'github.com/acme/website/pulls'],
  ['Settle the start-up order by bob · Pull Request #9 · platform/core', 'https://github.acme.example/platform/core/pull/9', 'github.acme.example/platform/core', 'core#9', 'core#9 Settle the start-up order', 'github.acme.example/platform/core/9'],
]

// biome-ignore format: one page a row
const GITLAB: readonly RecordedPage[] = [
  ['Fix the login (!17) · Merge requests · Acme / Website · GitLab', 'https://gitlab.com/acme/website/-/merge_requests/17', 'gitlab.com/acme/website', 'website!17', 'website!17 Fix the login', 'gitlab.com/acme/website/!17'],
  ['Login loops (#8) · Issues · Acme / Website · GitLab', 'https://gitlab.com/acme/website/-/issues/8#note_99', 'gitlab.com/acme/website', 'website#8', 'website#8 Login loops', 'gitlab.com/acme/website/#8'],
  ['Login loops (#8) · Work items · Acme / Website · GitLab', 'https://gitlab.com/acme/website/-/work_items/8', 'gitlab.com/acme/website', 'website#8', 'website#8 Login loops', 'gitlab.com/acme/website/#8'],
  ['Draft: New shop (!3) · Merge requests · Clients / Orbit / Shop · GitLab', 'https://git.acme.example/clients/orbit/shop/-/merge_requests/3/diffs', 'git.acme.example/clients/orbit/shop', 'shop!3', 'shop!3 Draft: New shop', 'git.acme.example/clients/orbit/shop/!3'],
  ['Pipelines · Acme / Website · GitLab', 'https://gitlab.com/acme/website/-/pipelines', 'gitlab.com/acme/website', null, 'Pipelines', 'gitlab.com/acme/website/-/pipelines'],
  ['Acme / Website · GitLab', 'https://gitlab.com/acme/website', 'gitlab.com/acme/website', null, 'website', 'gitlab.com/acme/website'],
]

// biome-ignore format: one page a row
const JIRA: readonly RecordedPage[] = [
  ['[PROJ-123] Fix the login - Jira', 'https://acme.atlassian.net/browse/PROJ-123', 'acme.atlassian.net/PROJ', 'PROJ-123', 'PROJ-123 Fix the login', 'acme.atlassian.net/PROJ/PROJ-123'],
  ['[PROJ-123] Fix the login - Jira', 'https://acme.atlassian.net/browse/PROJ-123?focusedCommentId=4711&atlOrigin=eyJpIjoi', 'acme.atlassian.net/PROJ', 'PROJ-123', 'PROJ-123 Fix the login', 'acme.atlassian.net/PROJ/PROJ-123'],
  ['PROJ board - Agile board - Jira', 'https://acme.atlassian.net/jira/software/projects/PROJ/boards/1?selectedIssue=PROJ-124&assignee=557058', 'acme.atlassian.net/PROJ', 'PROJ-124', 'PROJ-124', 'acme.atlassian.net/PROJ/PROJ-124'],
  ['PROJ board - Agile board - Jira', 'https://acme.atlassian.net/jira/software/projects/PROJ/boards/1', 'acme.atlassian.net', null, 'PROJ board - Agile board', 'acme.atlassian.net/jira/software/projects/PROJ/boards/1'],
  ['SUP-9 Printer on fire - Jira Service Management', 'https://acme.atlassian.net/jira/servicedesk/projects/SUP/queues/custom/3/SUP-9', 'acme.atlassian.net/SUP', 'SUP-9', 'SUP-9 Printer on fire', 'acme.atlassian.net/SUP/SUP-9'],
  ['[WEB_2-7] Cookie banner – second try - Acme JIRA', 'https://jira.acme.example/browse/WEB_2-7', 'jira.acme.example/WEB_2', 'WEB_2-7', 'WEB_2-7 Cookie banner – second try', 'jira.acme.example/WEB_2/WEB_2-7'],
  ['[PROJ-5] Move the data centre - JIRA', 'https://intranet.example/jira/browse/PROJ-5?filter=-1', 'intranet.example/PROJ', 'PROJ-5', 'PROJ-5 Move the data centre', 'intranet.example/PROJ/PROJ-5'],
  ['System Dashboard - Acme JIRA', 'https://jira.acme.example/secure/Dashboard.jspa', 'jira.acme.example', null, 'System Dashboard', 'jira.acme.example/secure/Dashboard.jspa'],
]

// biome-ignore format: one page a row
const LINEAR: readonly RecordedPage[] = [
  ['ENG-123 Fix the login', 'https://linear.app/acme/issue/ENG-123/fix-the-login', 'linear.app/acme/ENG', 'ENG-123', 'ENG-123 Fix the login', 'linear.app/acme/ENG/ENG-123'],
  ['(2) ENG-124 Ship it', 'https://linear.app/acme/issue/ENG-124/ship-it#comment-1a2b', 'linear.app/acme/ENG', 'ENG-124', 'ENG-124 Ship it', 'linear.app/acme/ENG/ENG-124'],
  ['Website relaunch › Overview', 'https://linear.app/acme/project/website-relaunch-1a2b3c4d5e6f/overview', 'linear.app/acme', null, 'Website relaunch › Overview', 'linear.app/acme/project/1a2b3c4d5e6f'],
  ['My issues › Assigned', 'https://linear.app/acme/my-issues/assigned', 'linear.app/acme', null, '', 'linear.app/acme/my-issues/assigned'],
  ['Inbox', 'https://linear.app/acme/inbox', 'linear.app/acme', null, '', 'linear.app/acme/inbox'],
]

// biome-ignore format: one page a row
const AZURE: readonly RecordedPage[] = [
  ['Bug 123 Fix the login - Boards', 'https://dev.azure.com/acme/Website/_workitems/edit/123', 'dev.azure.com/acme/website', 'AB#123', 'AB#123 Fix the login', 'dev.azure.com/acme/website/123'],
  ['User Story 124: As a user I sign in - Boards', 'https://dev.azure.com/acme/Website/_workitems/edit/124/?view=edit', 'dev.azure.com/acme/website', 'AB#124', 'AB#124 As a user I sign in', 'dev.azure.com/acme/website/124'],
  ['Website Team Stories Board - Boards', 'https://dev.azure.com/acme/Website/_boards/board/t/Website%20Team/Stories/?workitem=125', 'dev.azure.com/acme/website', 'AB#125', 'AB#125', 'dev.azure.com/acme/website/125'],
  ['Pull request 45: Fix the login - Repos', 'https://dev.azure.com/acme/Website/_git/shop/pullrequest/45?_a=files', 'dev.azure.com/acme/website', 'shop!45', 'shop!45 Fix the login', 'dev.azure.com/acme/website/shop!45'],
  ['Task 7 Order chairs - Boards', 'https://acme.visualstudio.com/DefaultCollection/Office/_workitems/edit/7', 'acme.visualstudio.com/office', 'AB#7', 'AB#7 Order chairs', 'acme.visualstudio.com/office/7'],
  ['Website - Overview', 'https://dev.azure.com/acme/Website', 'dev.azure.com/acme/website', null, 'Website', 'dev.azure.com/acme/website'],
]

// biome-ignore format: one page a row
const TRELLO: readonly RecordedPage[] = [
  ['Fix the login on Website relaunch | Trello', 'https://trello.com/c/AbCd1234/56-fix-the-login', 'trello.com', null, 'Fix the login', 'trello.com/AbCd1234'],
  ['(2) Ask on Monday on Website relaunch | Trello', 'https://trello.com/c/AbCd1235/57-ask-on-monday?filter=member:ann', 'trello.com', null, 'Ask on Monday', 'trello.com/AbCd1235'],
  ['Anmeldung richten auf Neue Seite | Trello', 'https://trello.com/c/AbCd1236/58-anmeldung', 'trello.com', null, 'Anmeldung richten', 'trello.com/AbCd1236'],
  ['Website relaunch | Trello', 'https://trello.com/b/XyZ98765/website-relaunch', 'trello.com', null, 'Website relaunch', 'trello.com/XyZ98765'],
  ['Boards | Trello', 'https://trello.com/u/annsmith/boards', 'trello.com', null, '', 'trello.com'],
]

// biome-ignore format: one page a row
const ASANA: readonly RecordedPage[] = [
  ['Website relaunch - Fix the login - Asana', 'https://app.asana.com/1/1100/project/1201234567890/task/1209876543210', 'app.asana.com', null, 'Website relaunch - Fix the login', 'app.asana.com/1100/1201234567890/1209876543210'],
  ['● Fix the login - Asana', 'https://app.asana.com/0/1201234567890/1209876543210/f', 'app.asana.com', null, 'Fix the login', 'app.asana.com/1201234567890/1209876543210'],
  ['(3) My tasks - Asana', 'https://app.asana.com/0/home/1200000000001', 'app.asana.com', null, '', 'app.asana.com'],
]

// biome-ignore format: one page a row
const GOOGLE: readonly RecordedPage[] = [
  ['Offer for Acme - Google Docs', 'https://docs.google.com/document/d/1AbC-dEf_9/edit?tab=t.0#heading=h.1', 'docs.google.com', null, 'Offer for Acme', 'docs.google.com/document/1AbC-dEf_9'],
  ['Budget – Q3 - Google Sheets', 'https://docs.google.com/spreadsheets/u/1/d/1XyZ/edit#gid=0', 'docs.google.com', null, 'Budget – Q3', 'docs.google.com/spreadsheets/1XyZ'],
  ['Angebot – Google Präsentationen', 'https://docs.google.com/presentation/d/1PqR/edit', 'docs.google.com', null, 'Angebot', 'docs.google.com/presentation/1PqR'],
  ['Google Docs', 'https://docs.google.com/document/u/0/', 'docs.google.com', null, '', 'docs.google.com'],
  ['Acme Corp - Calendar - Week of November 16, 2026', 'https://calendar.google.com/calendar/u/0/r/week', 'calendar.google.com', null, '', 'calendar.google.com'],
  ['Google Calendar - Event details', 'https://calendar.google.com/calendar/u/0/r/eventedit/NGFiY2Rl', 'calendar.google.com', null, '', 'calendar.google.com/NGFiY2Rl'],
  ['Acme Corp - Calendar - Event details, Sprint planning', 'https://calendar.google.com/calendar/r/eventedit/NGFiY2Rl?pli=1', 'calendar.google.com', null, 'Sprint planning', 'calendar.google.com/NGFiY2Rl'],
  ['Inbox (12) - ann.smith@acme.example - Acme Mail', 'https://mail.google.com/mail/u/0/#inbox', 'mail.google.com', null, '', 'mail.google.com'],
  ['Re: Offer for the website - ann.smith@acme.example - Acme Mail', 'https://mail.google.com/mail/u/0/#inbox/FMfcgzQ', 'mail.google.com', null, 'Offer for the website', 'mail.google.com'],
  ['AW: WG: Angebot – zweite Fassung - ann@gmail.com - Gmail', 'https://mail.google.com/mail/u/1/?ogbl#search/from%3Abob/FMfcgzR', 'mail.google.com', null, 'Angebot – zweite Fassung', 'mail.google.com'],
  ['Posteingang (3) - ann@gmail.com - Gmail', 'https://mail.google.com/mail/u/1/#inbox', 'mail.google.com', null, '', 'mail.google.com'],
]

// biome-ignore format: one page a row
const MICROSOFT: readonly RecordedPage[] = [
  ['Mail - Ann Smith - Outlook', 'https://outlook.office.com/mail/inbox/id/AAQkADAw', 'outlook.office.com', null, '', 'outlook.office.com'],
  ['(4) Mail - Ann Smith - Outlook', 'https://outlook.cloud.microsoft/mail/', 'outlook.cloud.microsoft', null, '', 'outlook.cloud.microsoft'],
  ['Kalender – Ann Smith – Outlook', 'https://outlook.office365.com/calendar/view/week', 'outlook.office365.com', null, '', 'outlook.office365.com'],
  ['Re: Offer for the website - Ann Smith - Outlook', 'https://outlook.live.com/mail/0/deeplink/read/AQMk', 'outlook.live.com', null, 'Offer for the website', 'outlook.live.com'],
  ['Outlook', 'https://outlook.live.com/mail/0/', 'outlook.live.com', null, '', 'outlook.live.com'],
]

// biome-ignore format: one page a row
const CONFLUENCE: readonly RecordedPage[] = [
  ['Meeting notes - Website - Confluence', 'https://acme.atlassian.net/wiki/spaces/WEB/pages/123456/Meeting+notes', 'acme.atlassian.net/WEB', null, 'Meeting notes', 'acme.atlassian.net/WEB/123456'],
  ['Edit - Plan - draft two - Website - Confluence', 'https://acme.atlassian.net/wiki/spaces/WEB/pages/edit-v2/123457?draftShareId=x', 'acme.atlassian.net/WEB', null, 'Edit - Plan - draft two', 'acme.atlassian.net/WEB/123457'],
  ['Meeting notes - Website - Acme Confluence', 'https://confluence.acme.example/display/WEB/Meeting+notes', 'confluence.acme.example/WEB', null, 'Meeting notes', 'confluence.acme.example/WEB/Meeting+notes'],
  ['Meeting notes - Website - Confluence', 'https://confluence.acme.example/pages/viewpage.action?pageId=123456', 'confluence.acme.example', null, 'Meeting notes', 'confluence.acme.example'],
]

// biome-ignore format: one page a row
const OTHERS: readonly RecordedPage[] = [
  ['Website relaunch', 'https://www.notion.so/acme/Website-relaunch-0123456789abcdef0123456789abcdef?v=abc', 'www.notion.so', null, 'Website relaunch', 'www.notion.so/0123456789abcdef0123456789abcdef'],
  ['(3) Website relaunch | Notion', 'https://www.notion.so/0123456789abcdef0123456789abcdef', 'www.notion.so', null, 'Website relaunch', 'www.notion.so/0123456789abcdef0123456789abcdef'],
  ['Handbook', 'https://acme.notion.site/Handbook-fedcba9876543210fedcba9876543210', 'acme.notion.site', null, 'Handbook', 'acme.notion.site/fedcba9876543210fedcba9876543210'],
  ['Acme – Ticket: Printer on fire – Zendesk', 'https://acme.zendesk.com/agent/tickets/1234', 'acme.zendesk.com', 'ZD-1234', 'ZD-1234 Printer on fire', 'acme.zendesk.com/1234'],
  ['#1234 Printer on fire – Zendesk', 'https://acme.zendesk.com/agent/tickets/1234', 'acme.zendesk.com', 'ZD-1234', 'ZD-1234 Printer on fire', 'acme.zendesk.com/1234'],
  ['Ticket: Printer on fire – Acme – Zendesk', 'https://acme.zendesk.com/agent/tickets/1234/events', 'acme.zendesk.com', 'ZD-1234', 'ZD-1234 Printer on fire', 'acme.zendesk.com/1234'],
  ['Bob Customer – Acme – Zendesk', 'https://acme.zendesk.com/agent/users/99', 'acme.zendesk.com', null, '', 'acme.zendesk.com'],
  ['Website – Figma', 'https://www.figma.com/design/AbC123/Website?node-id=1-2&t=secret', 'www.figma.com', null, 'Website', 'www.figma.com/AbC123'],
  ['Workshop - day 1 – FigJam', 'https://www.figma.com/board/XyZ/Workshop', 'www.figma.com', null, 'Workshop - day 1', 'www.figma.com/XyZ'],
  ['Drafts – Figma', 'https://www.figma.com/files/team/1/drafts', 'www.figma.com', null, '', 'www.figma.com'],
  ['general (Channel) - Acme - Slack', 'https://app.slack.com/client/T012AB/C345CD', 'app.slack.com/T012AB', null, 'general', 'app.slack.com/T012AB/C345CD'],
  ['* project-orbit (Private channel) - Acme - 1 new item - Slack', 'https://app.slack.com/client/T012AB/C345CE', 'app.slack.com/T012AB', null, 'project-orbit', 'app.slack.com/T012AB/C345CE'],
  ['! Bob Customer (DM) - Acme - 2 new items - Slack', 'https://app.slack.com/client/T012AB/D345CF', 'app.slack.com/T012AB', null, '', 'app.slack.com/T012AB/D345CF'],
  ['Ann, Bob, Eve (Group DM) - Acme - Slack', 'https://app.slack.com/client/T012AB/G345CF', 'app.slack.com/T012AB', null, '', 'app.slack.com/T012AB/G345CF'],
]

// biome-ignore format: one page a row
const ANY: readonly RecordedPage[] = [
  ['How to brew tea | Example', 'https://www.example.com/guides/tea?ref=mail&token=s3cret#top', 'www.example.com', null, 'How to brew tea', 'www.example.com/guides/tea'],
  ['APP-42 Crash on start - YouTrack', 'https://acme.youtrack.cloud/issue/APP-42', 'acme.youtrack.cloud', 'APP-42', 'APP-42 Crash on start', 'acme.youtrack.cloud/issue/APP-42'],
  ['UTF-8 and you', 'https://blog.example/utf-8', 'blog.example', null, 'UTF-8 and you', 'blog.example/utf-8'],
  ['(99+) Feed', 'http://intranet:8080/feed', 'intranet:8080', null, 'Feed', 'intranet:8080/feed'],
  ['Your account ann.smith@acme.example has mail', 'https://portal.example/', 'portal.example', null, 'Your account has mail', 'portal.example'],
  ['', 'https://example.com/a', 'example.com', null, '', 'example.com/a'],
  ['example.com/report.pdf', 'https://example.com/report.pdf', 'example.com', null, '', 'example.com/report.pdf'],
  ['Wien – Übersicht', 'https://reise.example/%C3%9Cbersicht', 'reise.example', null, 'Wien – Übersicht', 'reise.example/Übersicht'],
  ['100 % right', 'https://example.com/100%', 'example.com', null, '100 % right', 'example.com/100%'],
]

/** By site. */
export const RECORDED_PAGES: readonly (readonly [string, readonly RecordedPage[]])[] = [
  ['GitHub', GITHUB],
  ['GitLab', GITLAB],
  ['Jira', JIRA],
  ['Linear', LINEAR],
  ['Azure DevOps', AZURE],
  ['Trello', TRELLO],
  ['Asana', ASANA],
  ['Google', GOOGLE],
  ['Outlook', MICROSOFT],
  ['Confluence', CONFLUENCE],
  ['Notion, Zendesk, Figma, Slack', OTHERS],
  ['any other site', ANY],
]
