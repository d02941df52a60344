import { Socket } from 'node:net'

/**
 * A socket to the database that sends in one go what is written in the same moment. Each write by itself costs more than
 * all else that a short statement takes.
 */
export function gatheringSocket(): Socket {
  const socket = new Socket()
  const write = socket.write.bind(socket)
  let isHeld = false
  const hold = () => {
    if (isHeld) return
    isHeld = true
    socket.cork()
    process.nextTick(() => {
      isHeld = false
      socket.uncork()
    })
  }
  socket.write = ((...written: Parameters<typeof write>) => {
    hold()
    return write(...written)
  }) as Socket['write']
  return socket
}
