import { problemResponse } from '#app/http/api/problem.server.ts'

const nothing = () =>
  problemResponse(404, 'There is nothing at this address. GET /api/v1/openapi.json tells what there is.')

/** Every other address under /api. */
export const loader = nothing
export const action = nothing
