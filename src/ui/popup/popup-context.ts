import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { PopupModel } from './popup-model.ts'

const PopupContext = createContext<PopupModel | null>(null)

export const PopupProvider = PopupContext.Provider

export function usePopup(): PopupModel {
  const model = useContext(PopupContext)
  if (!model) throw new Error('a popup component was rendered outside PopupProvider')
  return model
}
