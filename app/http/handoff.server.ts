import type { EntryContext } from 'react-router'

type Read = ReadableStreamReadResult<Uint8Array>

/**
 * Takes in the data that a page is drawn from, which React Router sends along for the browser: it would wait for its own
 * stream in the middle of drawing, and draw again. Answers whether the data is all there; else the stream goes on as it
 * was, from its beginning.
 */
export async function takeHandoff(entry: EntryContext): Promise<boolean> {
  const { serverHandoffStream: stream, renderMeta } = entry
  if (!stream || !renderMeta) return true
  const reader = stream.getReader()
  const first = await reader.read()
  const second = reader.read()
  const soon = await Promise.race([second, nextTurn()])
  if (soon?.done !== true) {
    entry.serverHandoffStream = again(first, second, reader)
    return false
  }
  reader.releaseLock()
  const value = new TextDecoder().decode(first.value)
  renderMeta.streamCache = { 0: Object.assign(Promise.resolve(), { result: { done: true, value } }) }
  return true
}

/** By then whatever does not wait for anything outside has happened. */
const nextTurn = () => new Promise<null>((resolve) => setImmediate(resolve, null))

/** The same stream, with what was read from it already. */
function again(first: Read, second: Promise<Read>, reader: ReadableStreamDefaultReader<Uint8Array>) {
  const read = [Promise.resolve(first), second]
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await (read.shift() ?? reader.read())
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: (reason) => reader.cancel(reason),
  })
}
