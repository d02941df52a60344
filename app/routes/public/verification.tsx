import { data } from 'react-router'
import { localOf, shortDayText } from '#app/components/dates.ts'
import { restingTime } from '#app/components/door/sign-in-words.ts'
import { Main } from '#app/components/frame/main.tsx'
import { VerifiedList } from '#app/components/transcript/verified-list.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import type { Certificate } from '#app/domain/progress/certificates.server.ts'
import { verifyCertificate } from '#app/domain/progress/verification.server.ts'
import { addressOf } from '#app/http/context.server.ts'
import type { Route } from './+types/verification.ts'

export const meta: Route.MetaFunction = () => [
  { title: 'Certificate · Gangway' },
  // Whoever has the number may see it; nobody finds it by looking for the name.
  { name: 'robots', content: 'noindex' },
]

/** The pause is told to scripts and proxies too. */
export const headers: Route.HeadersFunction = ({ loaderHeaders }) => loaderHeaders

/** What a certificate says, for anybody who has its number. */
export async function loader({ params, context }: Route.LoaderArgs) {
  const found = await verifyCertificate(params.id, addressOf(context))
  if (found.outcome === 'unknown') return data(found, { status: 404 })
  if (found.outcome === 'resting')
    return data(found, { status: 429, headers: { 'Retry-After': String(found.seconds) } })
  return data(found)
}

export default function VerificationPage({ loaderData }: Route.ComponentProps) {
  return (
    <Main>
      {loaderData.outcome === 'known' && <Known certificate={loaderData.certificate} />}
      {loaderData.outcome === 'unknown' && (
        <Problem kind="empty" title="No certificate has this number" level={1}>
          Compare it with the paper letter by letter. It has twenty letters and digits in four groups, and never an O or
          an I. If it is the same, the paper was not issued here.
        </Problem>
      )}
      {loaderData.outcome === 'resting' && (
        <Problem kind="failing" title="Too many numbers were tried from here" level={1}>
          {`Wait ${restingTime(loaderData.seconds)}, then open the address again.`}
        </Problem>
      )}
    </Main>
  )
}

function Known({ certificate }: { certificate: Certificate }) {
  const { id, organisation, oldProduct, newProduct, timeZone, issuedAt, completions } = certificate
  return (
    <>
      <PageHead
        over={`Certificate ${id}`}
        title={titleOf(certificate)}
        meta={
          <>
            <span>{organisation}</span>
            <span>
              From {oldProduct} to {newProduct}
            </span>
            <span>
              Issued {shortDayText(localOf(issuedAt, timeZone).date, '')}, days in {timeZone}
            </span>
          </>
        }
      />
      <VerifiedList completions={completions} zone={timeZone} />
    </>
  )
}

function titleOf({ holder, milestone, completions }: Certificate): string {
  const who = holder ?? 'A former member'
  if (milestone) return `${who} completed everything asked for “${milestone}”`
  return `${who} completed “${completions[0]?.title}”`
}
