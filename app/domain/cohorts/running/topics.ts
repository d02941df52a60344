/** What pages of a running session listen to. Pure. */

/** The session itself: where its agenda stands, who is here, notes. */
export const sessionTopic = (id: string): string => `session ${id}`

/** How its people get on with what they practise. */
export const practiceTopic = (id: string): string => `practice ${id}`

/** Who is in a room that is open, of all sessions. */
export const ROOMS = 'rooms'
