import { type ShouldRevalidateFunctionArgs, useOutlet } from 'react-router'
import { TroubleArticle } from '#app/components/confusion/trouble-article.tsx'
import type { OpenTrouble } from '#app/components/confusion/use-trouble.ts'
import { effectOf } from '#app/domain/adoption/effect/effect.server.ts'
import { boardFilterOf, boardQueryOf } from '#app/domain/confusion/board.ts'
import { headline } from '#app/domain/confusion/headline.ts'
import { lastingOf } from '#app/domain/confusion/lasting/lasting.server.ts'
import { isAnswer } from '#app/domain/confusion/thread.ts'
import { troubleDetail } from '#app/domain/confusion/trouble-detail.server.ts'
import { can } from '#app/domain/identity/abilities.ts'
import { readyAnswersTo } from '#app/domain/playbooks/ready-answers.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/confusion-cluster.ts'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: loaderData ? `${headline(loaderData.trouble.question)} · Gangway` : 'Confusion · Gangway' },
]

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const trouble = await answer(() => troubleDetail(viewer, params.id))
  const now = new Date()
  const effect = await answer(() => effectOf(viewer, params.id, now))
  const ready = trouble.state === 'resolved' ? [] : await answer(() => readyAnswersTo(viewer, trouble.id))
  const lasting = trouble.thread.some(isAnswer) ? await answer(() => lastingOf(viewer, trouble.id)) : null
  return {
    trouble,
    lasting,
    ready: ready.map(({ slug, title }) => ({ slug, title })),
    query: boardQueryOf(boardFilterOf(new URL(request.url).searchParams)),
    triages: can(viewer, 'confusion.triage'),
    effect,
    now,
    zone: viewer.migration?.timeZone ?? 'UTC',
  }
}

/** A refused form shows what happened meanwhile, and names it when it is sent again. */
export function shouldRevalidate({ actionStatus, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  return defaultShouldRevalidate || actionStatus !== undefined
}

export default function TroublePage({ loaderData }: Route.ComponentProps) {
  const { trouble, lasting, ready, query, triages, effect, now, zone } = loaderData
  const form = useOutlet({ trouble, query } satisfies OpenTrouble)
  return (
    <TroubleArticle
      trouble={trouble}
      lasting={lasting}
      ready={ready}
      query={query}
      triages={triages}
      effect={effect}
      today={{ now, zone }}
      form={form}
    />
  )
}
