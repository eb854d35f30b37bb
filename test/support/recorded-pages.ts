/**
 * Title, address, site, key, note, and what names the page. First in each list stand titles as people published them
 * with their addresses, in links and in lists of their windows, with the names and ids in them changed; then variations
 * of these. Of Zendesk's tickets, what is known is what programs that read them take away.
 */
export type RecordedPage = readonly [string, string, string, string | null, string, string]

// biome-ignore format: one page a row
const GITHUB: readonly RecordedPage[] = [
  ['build,deps: replace cjs-lexer with mergetool by annsmith · Pull Request #15891 · acme/core · GitHub', 'https://github.com/acme/core/pull/15891', 'github.com/acme/core', 'core#15891', 'core#15891 build,deps: replace cjs-lexer with mergetool', 'github.com/acme/core/15891'],
  ['Tipped Transaction Type. by annsmith · Pull Request #2930 · acme/chain', 'https://github.com/acme/chain/pull/2930/files', 'github.com/acme/chain', 'chain#2930', 'chain#2930 Tipped Transaction Type.', 'github.com/acme/chain/2930'],
  ['fix: support X-Forwarded-* headers in proxy environments (#10928) by ANN · Pull Request #57767 · acme/next-login', 'https://github.com/acme/next-login/pull/57767', 'github.com/acme/next-login', 'next-login#57767', 'next-login#57767 fix: support X-Forwarded-* headers in proxy environments (#10928)', 'github.com/acme/next-login/57767'],
  ['[Model][DSv4.1] Store the whole KV in MXFP8 (FlashMLA V4.1 record) by annsmith · Pull Request #91347 · acme/llm', 'https://github.com/acme/llm/pull/91347', 'github.com/acme/llm', 'llm#91347', 'llm#91347 [Model][DSv4.1] Store the whole KV in MXFP8 (FlashMLA V4.1 record)', 'github.com/acme/llm/91347'],
  ['Remove AcmeVim dependency from the `neovim.lua` themes · Issue #1803 · acme/dots', 'https://github.com/acme/dots/issues/1803', 'github.com/acme/dots', 'dots#1803', 'dots#1803 Remove AcmeVim dependency from the `neovim.lua` themes', 'github.com/acme/dots/1803'],
  ['examples : add model-eval by annsmith · Pull Request #65596 · acme/model.cpp', 'https://github.com/acme/model.cpp/pull/65596/commits/1f44b2faa1fff44446164198e6412ccb314d7f5e', 'github.com/acme/model.cpp', 'model.cpp#65596', 'model.cpp#65596 examples : add model-eval', 'github.com/acme/model.cpp/65596'],
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
  ['Enable the language: Assume compiler works if ABI detection compiles (!4789) · Merge requests · Acme / Make · GitLab', 'https://gitlab.acme.example/acme/make/-/merge_requests/4789', 'gitlab.acme.example/acme/make', 'make!4789', 'make!4789 Enable the language: Assume compiler works if ABI detection compiles', 'gitlab.acme.example/acme/make/!4789'],
  ['[feat ACDB-18281 分布式行表DML（DQL）支持（mr之一） (!78786) · Merge requests · Own-X / HarbourBase · GitLab', 'https://git.acme.example/own-x/harbourbase/-/merge_requests/78786/diffs', 'git.acme.example/own-x/harbourbase', 'harbourbase!78786', 'harbourbase!78786 [feat ACDB-18281 分布式行表DML（DQL）支持（mr之一）', 'git.acme.example/own-x/harbourbase/!78786'],
  ['System tray does not respect dark theme for symbolic icons. (#824) · Issues · o9 / panel · GitLab', 'https://gitlab.com/o9/panel/-/issues/824', 'gitlab.com/o9/panel', 'panel#824', 'panel#824 System tray does not respect dark theme for symbolic icons.', 'gitlab.com/o9/panel/#824'],
  ['Ht condor submission (!41) · Merge Requests · Acme Physics / EXO / JDM / ANA-EXO-2018 / Tables_ToHist · GitLab', 'https://gitlab.acme.example/acme-physics/EXO/JDM/ANA-EXO-2018/Tables_ToHist/-/merge_requests/41', 'gitlab.acme.example/acme-physics/exo/jdm/ana-exo-2018/tables_tohist', 'Tables_ToHist!41', 'Tables_ToHist!41 Ht condor submission', 'gitlab.acme.example/acme-physics/exo/jdm/ana-exo-2018/tables_tohist/!41'],
  ['ase/lattice/hexagonal.py · master · acme / ase · GitLab', 'https://gitlab.com/acme/ase/-/blob/master/ase/lattice/hexagonal.py', 'gitlab.com/acme/ase', null, 'ase/lattice/hexagonal.py · master', 'gitlab.com/acme/ase/-/blob/master/ase/lattice/hexagonal.py'],
  ['.config/awesome · master · Ann Smith / Dotfiles · GitLab', 'https://gitlab.com/annsmith/dotfiles/-/tree/master/.config/awesome', 'gitlab.com/annsmith/dotfiles', null, '.config/awesome · master', 'gitlab.com/annsmith/dotfiles/-/tree/master/.config/awesome'],
  ['Releases · Ann Smith / colourer · GitLab', 'https://gitlab.com/annsmith/colourer/-/releases', 'gitlab.com/annsmith/colourer', null, 'Releases', 'gitlab.com/annsmith/colourer/-/releases'],
  ['unity-packages-mirror · GitLab', 'https://gitlab.com/unity-packages-mirror', 'gitlab.com/unity-packages-mirror', null, 'unity-packages-mirror', 'gitlab.com/unity-packages-mirror'],
  ['Index · Git · Topics · Help · GitLab', 'https://gitlab.com/help/topics/git/index.md', 'gitlab.com/help/topics/git/index.md', null, 'Index · Git · Topics · Help', 'gitlab.com/help/topics/git/index.md'],
  ['Fix the login (!17) · Merge requests · Acme / Website · GitLab', 'https://gitlab.com/acme/website/-/merge_requests/17', 'gitlab.com/acme/website', 'website!17', 'website!17 Fix the login', 'gitlab.com/acme/website/!17'],
  ['Login loops (#8) · Issues · Acme / Website · GitLab', 'https://gitlab.com/acme/website/-/issues/8#note_99', 'gitlab.com/acme/website', 'website#8', 'website#8 Login loops', 'gitlab.com/acme/website/#8'],
  ['Login loops (#8) · Work items · Acme / Website · GitLab', 'https://gitlab.com/acme/website/-/work_items/8', 'gitlab.com/acme/website', 'website#8', 'website#8 Login loops', 'gitlab.com/acme/website/#8'],
  ['Draft: New shop (!3) · Merge requests · Clients / Orbit / Shop · GitLab', 'https://git.acme.example/clients/orbit/shop/-/merge_requests/3/diffs', 'git.acme.example/clients/orbit/shop', 'shop!3', 'shop!3 Draft: New shop', 'git.acme.example/clients/orbit/shop/!3'],
  ['Pipelines · Acme / Website · GitLab', 'https://gitlab.com/acme/website/-/pipelines', 'gitlab.com/acme/website', null, 'Pipelines', 'gitlab.com/acme/website/-/pipelines'],
  ['Acme / Website · GitLab', 'https://gitlab.com/acme/website', 'gitlab.com/acme/website', null, 'website', 'gitlab.com/acme/website'],
]

// biome-ignore format: one page a row
const JIRA: readonly RecordedPage[] = [
  ['[DMI-4428] CRM: Upload of cost center - JIRA', 'https://jira.acme.example/browse/DMI-4428', 'jira.acme.example/DMI', 'DMI-4428', 'DMI-4428 CRM: Upload of cost center', 'jira.acme.example/DMI/DMI-4428'],
  ['SR-54481 Time Adjustment tool in Lisbon - Jira', 'https://acme.atlassian.net/browse/SR-54481', 'acme.atlassian.net/SR', 'SR-54481', 'SR-54481 Time Adjustment tool in Lisbon', 'acme.atlassian.net/SR/SR-54481'],
  ['[OE-636] Column selection list: alphabetical order revision - Jira', 'https://acme.atlassian.net/browse/OE-636', 'acme.atlassian.net/OE', 'OE-636', 'OE-636 Column selection list: alphabetical order revision', 'acme.atlassian.net/OE/OE-636'],
  ['Tablero - SCRUM Sprint 0 - Jira', 'https://acme.atlassian.net/jira/software/projects/SCRUM/boards/1', 'acme.atlassian.net', null, 'Tablero - SCRUM Sprint 0', 'acme.atlassian.net/jira/software/projects/SCRUM/boards/1'],
  ['Projeto - Jira', 'https://acme.atlassian.net/jira/software/projects/AW/boards/5?atlOrigin=eyJpIjoiOGQy', 'acme.atlassian.net', null, 'Projeto', 'acme.atlassian.net/jira/software/projects/AW/boards/5'],
  ['Open Tasks - Jira', 'https://jira.acme.example/secure/RapidBoard.jspa?rapidView=631&projectKey=OSN&view=detail&selectedIssue=OSN-6', 'jira.acme.example/OSN', 'OSN-6', 'OSN-6', 'jira.acme.example/OSN/OSN-6'],
  ['Issue Type Schemes - Jira', 'https://acme.atlassian.net/secure/admin/ViewIssueTypeSchemes.jspa', 'acme.atlassian.net', null, 'Issue Type Schemes', 'acme.atlassian.net/secure/admin/ViewIssueTypeSchemes.jspa'],
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
  ['KS-679 Published Anchor.id is anc_… but anchoring only ever mints anchor_<uuid> — format-false, live o', 'https://linear.app/acme/issue/KS-679/published-anchorid-is-anc-but-anchoring-only-ever-mints-anchor-uuid', 'linear.app/acme/KS', 'KS-679', 'KS-679 Published Anchor.id is anc_… but anchoring only ever mints anchor_<uuid> — format-false, live o', 'linear.app/acme/KS/KS-679'],
  ['Tool shop: how a product gets built', 'https://linear.app/acme/document/tool-shop-how-a-product-gets-built-8c4ebcee85e3', 'linear.app/acme', null, 'Tool shop: how a product gets built', 'linear.app/acme/document/8c4ebcee85e3'],
  ['ENG-123 Fix the login', 'https://linear.app/acme/issue/ENG-123/fix-the-login', 'linear.app/acme/ENG', 'ENG-123', 'ENG-123 Fix the login', 'linear.app/acme/ENG/ENG-123'],
  ['(2) ENG-124 Ship it', 'https://linear.app/acme/issue/ENG-124/ship-it#comment-1a2b', 'linear.app/acme/ENG', 'ENG-124', 'ENG-124 Ship it', 'linear.app/acme/ENG/ENG-124'],
  ['Website relaunch › Overview', 'https://linear.app/acme/project/website-relaunch-1a2b3c4d5e6f/overview', 'linear.app/acme', null, 'Website relaunch › Overview', 'linear.app/acme/project/1a2b3c4d5e6f'],
  ['My issues › Assigned', 'https://linear.app/acme/my-issues/assigned', 'linear.app/acme', null, '', 'linear.app/acme/my-issues/assigned'],
  ['Inbox', 'https://linear.app/acme/inbox', 'linear.app/acme', null, '', 'linear.app/acme/inbox'],
]

// biome-ignore format: one page a row
const AZURE: readonly RecordedPage[] = [
  ['FRONT 6.0 - BAU - Business Features List - Boards', 'https://dev.azure.com/ac-ado/FRONT/_queries/query/34df4f31-1929-8bdf-cb1c-34ecca4484a7/', 'dev.azure.com/ac-ado/front', null, 'FRONT 6.0 - BAU - Business Features List', 'dev.azure.com/ac-ado/front/_queries/query/34df4f31-1929-8bdf-cb1c-34ecca4484a7'],
  ['Story 4435614: Foundation - Front End - SB Shell - Menu enhancement to support custom action - Boards', 'https://dev.azure.com/ac-ado/BACK/_workitems/edit/4435614', 'dev.azure.com/ac-ado/back', 'AB#4435614', 'AB#4435614 Foundation - Front End - SB Shell - Menu enhancement to support custom action', 'dev.azure.com/ac-ado/back/4435614'],
  ['Story 55826743: [0608_Proposed] business monitor--central monitoring - Boards', 'https://dev.azure.com/ac-ado/FRONT/_workitems/edit/55826743', 'dev.azure.com/ac-ado/front', 'AB#55826743', 'AB#55826743 [0608_Proposed] business monitor--central monitoring', 'dev.azure.com/ac-ado/front/55826743'],
  ['Pull request 6687294: #55722285 fix text input readonly multiline not working - Repos', 'https://dev.azure.com/ac-ado/BACK/_git/55313-ac-dev-web/pullrequest/6687294', 'dev.azure.com/ac-ado/back', '55313-ac-dev-web!6687294', '55313-ac-dev-web!6687294 #55722285 fix text input readonly multiline not working', 'dev.azure.com/ac-ado/back/55313-ac-dev-web!6687294'],
  ['Pull request 569544: OE-638: Added GetConfigChangedFlagForUnits FR API end point - Repos', 'https://dev.azure.com/Acme/DeviceIntegration/_git/Acme.Config.API/pullrequest/569544?_a=files', 'dev.azure.com/acme/deviceintegration', 'Acme.Config.API!569544', 'Acme.Config.API!569544 OE-638: Added GetConfigChangedFlagForUnits FR API end point', 'dev.azure.com/acme/deviceintegration/Acme.Config.API!569544'],
  ['Commit 4e7a21fe: Reorder devices in Devices.xml... - Repos', 'https://dev.azure.com/Acme/Common/_git/Database/commit/4e7a21fea4c1cba871ef293e96a4444c74d55e82?tab=details', 'dev.azure.com/acme/common', null, 'Commit 4e7a21fe: Reorder devices in Devices.xml...', 'dev.azure.com/acme/common/_git/Database/commit/4e7a21fea4c1cba871ef293e96a4444c74d55e82'],
  ['samplepipeline - Repos', 'https://dev.azure.com/Acme/Fabric%20OneLake/_git/octopus-data?version=GBmain&path=/.azuredevops/samplepipeline', 'dev.azure.com/acme/fabric onelake', null, 'samplepipeline', 'dev.azure.com/acme/fabric onelake/_git/octopus-data'],
  ['Bug 123 Fix the login - Boards', 'https://dev.azure.com/acme/Website/_workitems/edit/123', 'dev.azure.com/acme/website', 'AB#123', 'AB#123 Fix the login', 'dev.azure.com/acme/website/123'],
  ['User Story 124: As a user I sign in - Boards', 'https://dev.azure.com/acme/Website/_workitems/edit/124/?view=edit', 'dev.azure.com/acme/website', 'AB#124', 'AB#124 As a user I sign in', 'dev.azure.com/acme/website/124'],
  ['Website Team Stories Board - Boards', 'https://dev.azure.com/acme/Website/_boards/board/t/Website%20Team/Stories/?workitem=125', 'dev.azure.com/acme/website', 'AB#125', 'AB#125', 'dev.azure.com/acme/website/125'],
  ['Pull request 45: Fix the login - Repos', 'https://dev.azure.com/acme/Website/_git/shop/pullrequest/45?_a=files', 'dev.azure.com/acme/website', 'shop!45', 'shop!45 Fix the login', 'dev.azure.com/acme/website/shop!45'],
  ['Task 7 Order chairs - Boards', 'https://acme.visualstudio.com/DefaultCollection/Office/_workitems/edit/7', 'acme.visualstudio.com/office', 'AB#7', 'AB#7 Order chairs', 'acme.visualstudio.com/office/7'],
  ['Website - Overview', 'https://dev.azure.com/acme/Website', 'dev.azure.com/acme/website', null, 'Website', 'dev.azure.com/acme/website'],
]

// biome-ignore format: one page a row
const TRELLO: readonly RecordedPage[] = [
  ['Database version (closed alpha test started) on Acme Roadmap | Trello', 'https://trello.com/c/4mUqzTN8/1128-database-version-closed-alpha-test-started', 'trello.com', null, 'Database version (closed alpha test started)', 'trello.com/4mUqzTN8'],
  ['6.통계기반데이터분석기법 on PNU20191216 | Trello', 'https://trello.com/c/sZvOzDK7/13-6통계기반데이터분석기법', 'trello.com', null, '6.통계기반데이터분석기법', 'trello.com/sZvOzDK7'],
  ['Fix the login on Website relaunch | Trello', 'https://trello.com/c/AbCd1234/56-fix-the-login', 'trello.com', null, 'Fix the login', 'trello.com/AbCd1234'],
  ['(2) Ask on Monday on Website relaunch | Trello', 'https://trello.com/c/AbCd1235/57-ask-on-monday?filter=member:ann', 'trello.com', null, 'Ask on Monday', 'trello.com/AbCd1235'],
  ['Anmeldung richten auf Neue Seite | Trello', 'https://trello.com/c/AbCd1236/58-anmeldung', 'trello.com', null, 'Anmeldung richten', 'trello.com/AbCd1236'],
  ['Website relaunch | Trello', 'https://trello.com/b/XyZ98765/website-relaunch', 'trello.com', null, 'Website relaunch', 'trello.com/XyZ98765'],
  ['Boards | Trello', 'https://trello.com/u/annsmith/boards', 'trello.com', null, '', 'trello.com'],
]

// biome-ignore format: one page a row
const ASANA: readonly RecordedPage[] = [
  ['Investigate running TM mode choice only (restart capability) - Asana', 'https://app.asana.com/0/5645344746294349/5646739251498313/f', 'app.asana.com', null, 'Investigate running TM mode choice only (restart capability)', 'app.asana.com/5645344746294349/5646739251498313'],
  ['CHEM 101 - S25 - Quiz (Matching Activity) - Asana', 'https://app.asana.com/0/5643997325737119/5643927592645456', 'app.asana.com', null, 'CHEM 101 - S25 - Quiz (Matching Activity)', 'app.asana.com/5643997325737119/5643927592645456'],
  ['Website relaunch - Fix the login - Asana', 'https://app.asana.com/1/1100/project/1201234567890/task/1209876543210', 'app.asana.com', null, 'Website relaunch - Fix the login', 'app.asana.com/1100/1201234567890/1209876543210'],
  ['● Fix the login - Asana', 'https://app.asana.com/0/1201234567890/1209876543210/f', 'app.asana.com', null, 'Fix the login', 'app.asana.com/1201234567890/1209876543210'],
  ['(3) My tasks - Asana', 'https://app.asana.com/0/home/1200000000001', 'app.asana.com', null, '', 'app.asana.com'],
]

// biome-ignore format: one page a row
const GOOGLE: readonly RecordedPage[] = [
  ['Ann <<>> Bob - Google Docs', 'https://docs.google.com/document/d/5JByUQLXI9sej/edit#heading=m.b7ww373ptf8w', 'docs.google.com', null, 'Ann <<>> Bob', 'docs.google.com/document/5JByUQLXI9sej'],
  ['서점 Open API 매뉴얼 - Google Docs', 'https://docs.google.com/document/d/5rE-DiztNx3Oj/edit', 'docs.google.com', null, '서점 Open API 매뉴얼', 'docs.google.com/document/5rE-DiztNx3Oj'],
  ['Acme Toolkit 2.0 Extras Decomposition - Google Drive', 'https://docs.google.com/document/d/52hDK/edit', 'docs.google.com', null, 'Acme Toolkit 2.0 Extras Decomposition', 'docs.google.com/document/52hDK'],
  ['Google Calendar - Week of September 14, 2026', 'https://calendar.google.com/calendar/u/0/r', 'calendar.google.com', null, '', 'calendar.google.com'],
  ['Google Calendar - Week of 29 September 2026', 'https://calendar.google.com/', 'calendar.google.com', null, '', 'calendar.google.com'],
  ['Inbox (1) - ann@gmail.com - Gmail', 'https://mail.google.com/mail/u/0/#inbox', 'mail.google.com', null, '', 'mail.google.com'],
  ['Kundenprojekte - ann@gmail.com - Gmail', 'https://mail.google.com/mail/u/0/#label/Kundenprojekteundwartung', 'mail.google.com', null, '', 'mail.google.com'],
  ['Offer - ann@gmail.com - Gmail', 'https://mail.google.com/mail/u/0/#label/Acme/18c1a2b3d4e5f607?compose=new', 'mail.google.com', null, 'Offer', 'mail.google.com'],
  ['Offer - ann@gmail.com - Gmail', 'https://mail.google.com/mail/u/0/popout?ver=abc&th=%23thread-f%3A177', 'mail.google.com', null, 'Offer', 'mail.google.com'],
  ['Boîte de réception (12) - ann@gmail.com - Gmail', 'https://mail.google.com/mail/u/0/#inbox', 'mail.google.com', null, '', 'mail.google.com'],
  ['Fwd: 2016 Health plan - ann@gmail.com - Gmail', 'https://mail.google.com/mail/u/0/#inbox/FMfcgzQXKWfTvBmZpLqRsNdGhJkCxWbV', 'mail.google.com', null, '2016 Health plan', 'mail.google.com'],
  ['Offer for Acme - Google Docs', 'https://docs.google.com/document/d/1AbC-dEf_9/edit?tab=t.0#heading=h.1', 'docs.google.com', null, 'Offer for Acme', 'docs.google.com/document/1AbC-dEf_9'],
  ['Budget – Q3 - Google Sheets', 'https://docs.google.com/spreadsheets/u/1/d/1XyZ/edit#gid=0', 'docs.google.com', null, 'Budget – Q3', 'docs.google.com/spreadsheets/1XyZ'],
  ['Angebot – Google Präsentationen', 'https://docs.google.com/presentation/d/1PqR/edit', 'docs.google.com', null, 'Angebot', 'docs.google.com/presentation/1PqR'],
  ['Google Docs', 'https://docs.google.com/document/u/0/', 'docs.google.com', null, '', 'docs.google.com'],
  ['Acme Corp - Calendar - Week of November 16, 2026', 'https://calendar.google.com/calendar/u/0/r/week', 'calendar.google.com', null, '', 'calendar.google.com'],
  ['Google Calendar - Event details', 'https://calendar.google.com/calendar/u/0/r/eventedit/NGFiY2Rl', 'calendar.google.com', null, '', 'calendar.google.com/NGFiY2Rl'],
  ['Acme Corp - Calendar - Event details, Sprint planning', 'https://calendar.google.com/calendar/r/eventedit/NGFiY2Rl?pli=1', 'calendar.google.com', null, 'Sprint planning', 'calendar.google.com/NGFiY2Rl'],
  ['Inbox (12) - ann.smith@acme.example - Acme Mail', 'https://mail.google.com/mail/u/0/#inbox', 'mail.google.com', null, '', 'mail.google.com'],
  ['Re: Offer for the website - ann.smith@acme.example - Acme Mail', 'https://mail.google.com/mail/u/0/#inbox/FMfcgzQXJWDsKmLpRtVbNcGhFkZqSwTx', 'mail.google.com', null, 'Offer for the website', 'mail.google.com'],
  ['AW: WG: Angebot – zweite Fassung - ann@gmail.com - Gmail', 'https://mail.google.com/mail/u/1/?ogbl#search/from%3Abob/FMfcgzRXJWDsKmLpRtVbNcGhFkZqSwTx', 'mail.google.com', null, 'Angebot – zweite Fassung', 'mail.google.com'],
  ['Posteingang (3) - ann@gmail.com - Gmail', 'https://mail.google.com/mail/u/1/#inbox', 'mail.google.com', null, '', 'mail.google.com'],
]

// biome-ignore format: one page a row
const MICROSOFT: readonly RecordedPage[] = [
  ['Inbox - Ann Smith - Outlook', 'https://outlook.live.com/mail/0/', 'outlook.live.com', null, '', 'outlook.live.com'],
  ['邮件 - Ann Smith - Outlook', 'https://outlook.live.com/mail/0/', 'outlook.live.com', null, '', 'outlook.live.com'],
  ['People - Smith, Ann R - Outlook', 'https://outlook.office365.com/people/', 'outlook.office365.com', null, '', 'outlook.office365.com'],
  ['Mail - Ann Smith - Outlook', 'https://outlook.office.com/mail/inbox/id/AAQkADAw', 'outlook.office.com', null, '', 'outlook.office.com'],
  ['(4) Mail - Ann Smith - Outlook', 'https://outlook.cloud.microsoft/mail/', 'outlook.cloud.microsoft', null, '', 'outlook.cloud.microsoft'],
  ['Kalender – Ann Smith – Outlook', 'https://outlook.office365.com/calendar/view/week', 'outlook.office365.com', null, '', 'outlook.office365.com'],
  ['Re: Offer for the website - Ann Smith - Outlook', 'https://outlook.live.com/mail/0/deeplink/read/AQMk', 'outlook.live.com', null, 'Offer for the website', 'outlook.live.com'],
  ['Outlook', 'https://outlook.live.com/mail/0/', 'outlook.live.com', null, '', 'outlook.live.com'],
]

// biome-ignore format: one page a row
const CONFLUENCE: readonly RecordedPage[] = [
  ['Portugal Development Plan - Strategy Projects - Confluence', 'https://confluence.acme.example/display/STR/Portugal+Development+Plan', 'confluence.acme.example/STR', null, 'Portugal Development Plan', 'confluence.acme.example/STR/Portugal+Development+Plan'],
  ['Attachments - Trade SI Stamping - Product templates - Strategy Projects - Confluence', 'https://confluence.acme.example/pages/viewpageattachments.action?pageId=6944615493&metadataLink=true', 'confluence.acme.example', null, 'Attachments - Trade SI Stamping - Product templates', 'confluence.acme.example'],
  ['Plano de Testes - Confluence', 'https://acme.atlassian.net/wiki/external/FAYrT6QpToe5TrGrUKIpGopiTKP9FopkTKL5TDUoUKP', 'acme.atlassian.net', null, 'Plano de Testes', 'acme.atlassian.net'],
  ['page_template - Core - Confluence', 'https://acme.atlassian.net/wiki/display/tc/page_template', 'acme.atlassian.net/tc', null, 'page_template', 'acme.atlassian.net/tc/page_template'],
  ['Sign-on Concepts - Confluence', 'https://acme.atlassian.net/wiki/spaces/CONCEPT/overview', 'acme.atlassian.net/CONCEPT', null, 'Sign-on Concepts', 'acme.atlassian.net/CONCEPT/overview'],
  ['Meeting notes - Website - Confluence', 'https://acme.atlassian.net/wiki/spaces/WEB/pages/123456/Meeting+notes', 'acme.atlassian.net/WEB', null, 'Meeting notes', 'acme.atlassian.net/WEB/123456'],
  ['Edit - Plan - draft two - Website - Confluence', 'https://acme.atlassian.net/wiki/spaces/WEB/pages/edit-v2/123457?draftShareId=x', 'acme.atlassian.net/WEB', null, 'Edit - Plan - draft two', 'acme.atlassian.net/WEB/123457'],
  ['Meeting notes - Website - Acme Confluence', 'https://confluence.acme.example/display/WEB/Meeting+notes', 'confluence.acme.example/WEB', null, 'Meeting notes', 'confluence.acme.example/WEB/Meeting+notes'],
  ['Meeting notes - Website - Confluence', 'https://confluence.acme.example/pages/viewpage.action?pageId=123456', 'confluence.acme.example', null, 'Meeting notes', 'confluence.acme.example'],
]

// biome-ignore format: one page a row
const OTHERS: readonly RecordedPage[] = [
  ['Ask Ann\'s question | Notion', 'https://www.notion.so/Ask-Ann-s-question-33f646da2cb58cc8d1729475a335f2c4?pvs=21', 'www.notion.so', null, 'Ask Ann\'s question', 'www.notion.so/33f646da2cb58cc8d1729475a335f2c4'],
  ['My Creator Profile | Notion', 'https://www.notion.so/profile/integrations', 'www.notion.so', null, 'My Creator Profile', 'www.notion.so'],
  ['1文章测试 | Notion', 'https://www.notion.so/acme/1-8eed34ede3c382f5de6555ba245454ca?pvs=4', 'www.notion.so', null, '1文章测试', 'www.notion.so/8eed34ede3c382f5de6555ba245454ca'],
  ['Flow nâng cấp – Figma', 'https://www.figma.com/design/shUxhFr5GIP5weQl8Af4QG/Flow-n%C3%A2ng-c%E1%BA%A5p?node-id=939-10136', 'www.figma.com', null, 'Flow nâng cấp', 'www.figma.com/shUxhFr5GIP5weQl8Af4QG'],
  ['Animals (Community) – Figma', 'https://www.figma.com/design/Xfov3o9z791D6CL2bpv375/Animals-(Community)?node-id=0-1&t=8yqtiIJS79ivgsny-4', 'www.figma.com', null, 'Animals (Community)', 'www.figma.com/Xfov3o9z791D6CL2bpv375'],
  ['Школа/ сервисы – Figma', 'https://www.figma.com/file/J5jqVmziuvhTnyT55QOL3F/%D0%A8%D0%BA%D0%BE%D0%BB%D0%B0%2F-%D1%81?node-id=2323%3A1061&t=goG1', 'www.figma.com', null, 'Школа/ сервисы', 'www.figma.com/J5jqVmziuvhTnyT55QOL3F'],
  ['Many Styles – Figma', 'https://www.figma.com/community/plugin/353647679234318562/Many-Styles', 'www.figma.com', null, '', 'www.figma.com'],
  ['media-all (Channel) - Acme - 3 new items - Slack', 'https://app.slack.com/client/T4611FRGM/C46UN79M2LG', 'app.slack.com/T4611FRGM', null, 'media-all', 'app.slack.com/T4611FRGM/C46UN79M2LG'],
  ['Threads - Acme - Slack', 'https://app.slack.com/client/T4611FRGM/threads', 'app.slack.com/T4611FRGM', null, '', 'app.slack.com/T4611FRGM/threads'],
  ['Bob Bill Customer (DM) - ACME-STUDIO - Slack', 'https://app.slack.com/client/T45D8GDHP17/D45TGC9D4KX', 'app.slack.com/T45D8GDHP17', null, '', 'app.slack.com/T45D8GDHP17/D45TGC9D4KX'],
  ['Ann Smith - Acme - Slack', 'https://app.slack.com/client/T45D8GDHP17/D45TGC9D4KX', 'app.slack.com/T45D8GDHP17', null, '', 'app.slack.com/T45D8GDHP17/D45TGC9D4KX'],
  ['Website relaunch', 'https://www.notion.so/acme/Website-relaunch-0123456789abcdef0123456789abcdef?v=abc', 'www.notion.so', null, 'Website relaunch', 'www.notion.so/0123456789abcdef0123456789abcdef'],
  ['(3) Website relaunch | Notion', 'https://www.notion.so/0123456789abcdef0123456789abcdef', 'www.notion.so', null, 'Website relaunch', 'www.notion.so/0123456789abcdef0123456789abcdef'],
  ['Handbook', 'https://acme.notion.site/Handbook-fedcba9876543210fedcba9876543210', 'acme.notion.site', null, 'Handbook', 'acme.notion.site/fedcba9876543210fedcba9876543210'],
  ['Ticket: Printer on fire - again – Acme Health – Zendesk', 'https://acmehelp.zendesk.com/agent/tickets/1234', 'acmehelp.zendesk.com', 'ZD-1234', 'ZD-1234 Printer on fire - again', 'acmehelp.zendesk.com/1234'],
  ['Ticket: Reset - password – Zendesk', 'https://acme.zendesk.com/agent/tickets/1235', 'acme.zendesk.com', 'ZD-1235', 'ZD-1235 Reset - password', 'acme.zendesk.com/1235'],
  ['Inicio – acme – Zendesk', 'https://acme.zendesk.com/agent/home/tickets', 'acme.zendesk.com', null, '', 'acme.zendesk.com'],
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
