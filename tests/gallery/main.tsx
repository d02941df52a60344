import { createRoot } from 'react-dom/client'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { Frame } from '#app/components/frame/frame.tsx'
import { Main } from '#app/components/frame/main.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { ChartParts } from './charts.tsx'
import { DoorPart } from './door.tsx'
import { ExamplePart } from './example.tsx'
import { FormParts } from './forms.tsx'
import { LessonParts } from './lesson.tsx'
import { StateParts } from './states.tsx'
import { TableParts } from './tables.tsx'
import './gallery.css'

const viewer = {
  personId: '019a0000-0000-7000-8000-000000000001',
  name: 'Jonas Weidner',
  roles: ['learner', 'lead'] as const,
  migration: {
    organisation: 'Brackwater Foods',
    oldProduct: 'Ledgerline',
    newProduct: 'Meridian',
    timeZone: 'Europe/London',
  },
}

function Gallery() {
  const shown = new URLSearchParams(location.search).get('show') ?? ''
  return (
    <Frame viewer={viewer} theme="system" bare={shown === 'door'}>
      {shown === 'door' && <DoorPart />}
      {shown === 'lesson' && (
        <Main layout="lesson">
          <LessonParts />
        </Main>
      )}
      {shown === 'example' && <ExamplePart />}
      {shown === '' && (
        <Main>
          <PageHead over="Reference" title="Parts and their states" />
          <FormParts />
          <TableParts />
          <StateParts />
          <ChartParts />
        </Main>
      )}
    </Frame>
  )
}

/* The top bar is a child of <body>, as on every page. */
const router = createMemoryRouter([{ path: '*', element: <Gallery /> }])
createRoot(document.body).render(<RouterProvider router={router} />)
