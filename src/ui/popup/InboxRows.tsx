import { useNear } from '../components/use-near.ts'
import { ApprovalRow } from './ApprovalRow.tsx'
import { approvalsOf, decidable } from './inbox-keys.ts'
import { type InboxRow, useInbox } from './inbox-model.ts'
import { PersonWeekRow } from './PersonWeekRow.tsx'
import { usePopup } from './popup-context.ts'

/** As many are drawn or left out together. */
const ROWS_AT_ONCE = 30
const USUAL_ROW_HEIGHT = 58

/** The rows of the inbox. Of thousands, those near the screen are drawn. */
export function InboxRows({ rows }: { readonly rows: readonly InboxRow[] }) {
  const parts = Array.from(
    { length: Math.ceil(rows.length / ROWS_AT_ONCE) },
    (_, part) => part * ROWS_AT_ONCE,
  )
  return (
    <>
      {parts.map((first) => (
        <Part key={first} rows={rows.slice(first, first + ROWS_AT_ONCE)} first={first} />
      ))}
    </>
  )
}

interface PartProps {
  readonly rows: readonly InboxRow[]
  /** The place of its first row among all. */
  readonly first: number
}

function Part({ rows, first }: PartProps) {
  const { rejecting } = usePopup()
  const { active } = useInbox()
  const { element, isNear, height } = useNear(rows.length * USUAL_ROW_HEIGHT, first === 0)
  // Where the keyboard is, or a form stands open, is drawn wherever it is.
  const isInUse = rows.some(({ key }) => key === active.value || key === rejecting.value)
  if (!isNear && !isInUse) return <div ref={element} role="none" style={{ height }} />
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table's rows have no levels and cannot be drawn as blocks
    <div ref={element} role="rowgroup">
      {rows.map((row, index) => (
        <Row key={row.key} row={row} index={first + index} />
      ))}
    </div>
  )
}

interface RowProps {
  readonly row: InboxRow
  readonly index: number
}

function Row({ row, index }: RowProps) {
  const { rejecting } = usePopup()
  const { active, isOpen, isSelected, rows } = useInbox()
  const first = rows.value[0]?.key
  const isActive = row.key === (active.value ?? first)
  const isGroup = row.kind === 'group'
  const inGroup = row.group.approvals
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table's rows have no levels and cannot be drawn as blocks
    <div
      role="row"
      class={isGroup ? 'inbox-group' : 'inbox-entry'}
      data-row={row.key}
      tabIndex={isActive ? 0 : -1}
      aria-level={isGroup ? 1 : 2}
      aria-rowindex={index + 1}
      aria-selected={isSelected(decidable(approvalsOf(row)))}
      {...(isGroup
        ? { 'aria-expanded': isOpen(row.group) }
        : { 'aria-posinset': inGroup.indexOf(row.approval) + 1, 'aria-setsize': inGroup.length })}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the row has the focus, or what is in the cell */}
      <div role="gridcell">
        {isGroup ? (
          <PersonWeekRow group={row.group} />
        ) : (
          <ApprovalRow approval={row.approval} isRejecting={rejecting.value === row.approval.id} />
        )}
      </div>
    </div>
  )
}
