import { useEffect, useState } from 'preact/hooks'

/** Room for two columns, counted in letters, so that it shrinks as those grow. */
const WIDE = '(width >= 60rem)'

export function useIsWide(): boolean {
  const [isWide, setWide] = useState(() => matchMedia(WIDE).matches)
  useEffect(() => {
    const query = matchMedia(WIDE)
    const look = () => setWide(query.matches)
    query.addEventListener('change', look)
    return () => query.removeEventListener('change', look)
  }, [])
  return isWide
}
