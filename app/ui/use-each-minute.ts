import { useEffect } from 'react'

/** Runs on each full minute of the clock on the wall while the page is looked at. */
export function useEachMinute(work: () => void, isOn: boolean) {
  useEffect(() => {
    if (!isOn) return
    let timer: ReturnType<typeof setTimeout>
    const wait = () => {
      const untilNext = 60_000 - ((performance.timeOrigin + performance.now()) % 60_000)
      timer = setTimeout(() => {
        if (document.visibilityState === 'visible') work()
        wait()
      }, untilNext + 250)
    }
    wait()
    return () => clearTimeout(timer)
  }, [work, isOn])
}
