import { useState } from 'preact/hooks'
import type { LocalDate } from '../../domain/local-date.ts'
import { useWeek } from './week-view-model.ts'

/** What makes an element the place where entries are dropped to be moved to that day. */
export function useDayDrop(date: LocalDate) {
  const { dragged, canMove, move } = useWeek()
  const [isOver, setOver] = useState(false)
  const isOpen = dragged.value.length > 0 && canMove(dragged.value, date)
  return {
    'data-drop': isOpen ? (isOver ? 'over' : 'open') : undefined,
    onDragOver: (event: DragEvent) => {
      if (!isOpen) return
      event.preventDefault()
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'move'
      setOver(true)
    },
    onDragLeave: (event: DragEvent) => {
      const inside = event.currentTarget as Element
      if (!inside.contains(event.relatedTarget as Node | null)) setOver(false)
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault()
      setOver(false)
      if (isOpen) void move(dragged.value, date)
    },
  }
}
