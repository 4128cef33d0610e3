/** Makes a function run at once, then at most once every `ms`; calls in between become one at the end. */
export function atMostEvery(ms: number, run: () => void): () => void {
  let resting = false
  let again = false
  const call = () => {
    if (resting) {
      again = true
      return
    }
    resting = true
    run()
    setTimeout(() => {
      resting = false
      if (again) {
        again = false
        call()
      }
    }, ms)
  }
  return call
}
