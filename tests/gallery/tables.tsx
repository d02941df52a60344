import { PairLegend, PairMark } from '#app/components/charts/pair-mark.tsx'
import { ratioAxis } from '#app/components/charts/ratio-axis.ts'
import { RatioAxis, TaskTimeLegend, TaskTimeMark } from '#app/components/charts/task-time-mark.tsx'
import { clock, interval, ratio } from '#app/components/format.ts'
import { Bullet } from '#app/components/ui/progress.tsx'
import { StatusMark } from '#app/components/ui/status-mark.tsx'
import {
  Cell,
  ColumnHead,
  GroupRow,
  Row,
  RowHead,
  Table,
  TableBody,
  TableFoot,
  TableHead,
} from '#app/components/ui/table.tsx'
import { Shown } from './shown.tsx'

export function TableParts() {
  return (
    <>
      <Shown name="Table">
        <Table caption="Modules that are due" narrow="list" columns="1fr 4rem 6rem">
          <TableHead>
            <ColumnHead>Module</ColumnHead>
            <ColumnHead>What is missing</ColumnHead>
            <ColumnHead right sorted="descending">
              Minutes
            </ColumnHead>
            <ColumnHead>Due</ColumnHead>
          </TableHead>
          <TableBody>
            {[
              ['Enter a supplier invoice', 'Lab, release 2026.2', 'Task, check', 12, 'Fri 18 Sep'],
              ['Approve, question or return', 'Refresher, one block is new', 'Block “Limits”', 4, 'Wed 23 Sep'],
            ].map(([module, sub, missing, minutes, due]) => (
              <Row key={module} selected={minutes === 4}>
                <RowHead sub={sub}>
                  <a href="#module">{module}</a>
                </RowHead>
                <Cell label="Missing">{missing}</Cell>
                <Cell label="Minutes" right>
                  {minutes}
                </Cell>
                <Cell label="Due" oneline>
                  {due}
                </Cell>
              </Row>
            ))}
          </TableBody>
          <TableFoot>
            <Row>
              <RowHead span={2}>Two modules left</RowHead>
              <Cell label="Minutes" right>
                16
              </Cell>
              <Cell />
            </Row>
          </TableFoot>
        </Table>
      </Shown>
      <Shown name="Gates and completion">
        <Gates />
      </Shown>
      <Shown name="Task time">
        <TaskTimes />
      </Shown>
      <Shown name="Errors by type">
        <Errors />
      </Shown>
    </>
  )
}

function Gates() {
  return (
    <Table caption="Gates of Cutover" narrow="list" columns="5.5rem 1fr auto" middle>
      <TableHead>
        <ColumnHead>Gate</ColumnHead>
        <ColumnHead hidden width="22%">
          Plotted
        </ColumnHead>
        <ColumnHead right>Measured</ColumnHead>
        <ColumnHead>Target</ColumnHead>
        <ColumnHead>State</ColumnHead>
      </TableHead>
      <TableBody>
        <Row>
          <RowHead sub="n 208 people, +36 in 7 days">Completion, all assigned</RowHead>
          <Cell plot>
            <Bullet value={64} target={90} />
          </Cell>
          <Cell label="Measured" right strong>
            64%
          </Cell>
          <Cell label="Target" muted oneline>
            at least 90%
          </Cell>
          <Cell label="State">
            <StatusMark state="unmet">Not met</StatusMark>
          </Cell>
        </Row>
        <Row>
          <RowHead sub="n 208 people">Coverage by sessions</RowHead>
          <Cell plot>
            <Bullet value={64} target={80} />
          </Cell>
          <Cell label="Measured" right strong>
            64%
          </Cell>
          <Cell label="Target" muted oneline>
            at least 80%
          </Cell>
          <Cell label="State">
            <StatusMark state="waived">Waived to 28 Sep</StatusMark>
          </Cell>
        </Row>
      </TableBody>
    </Table>
  )
}

const times = {
  task: 'Enter invoice 4711',
  baseline: 190_000,
  rows: [
    { audience: 'Accounts payable, every day', series: 1, median: 158_000, low: 144_000, high: 175_000, p90: 245_000 },
    {
      audience: 'Accounts payable, now and then',
      series: 2,
      median: 228_000,
      low: 200_000,
      high: 261_000,
      p90: 391_000,
    },
  ],
} as const

function TaskTimes() {
  const axis = ratioAxis([1.4])
  return (
    <div>
      <TaskTimeLegend oldProduct="Ledgerline" axis={axis} />
      <Table caption="Task times" narrow="list-wide" columns="repeat(3, auto)">
        <TableHead>
          <ColumnHead>Task and audience</ColumnHead>
          <ColumnHead width="34%">
            <span className="sr">Plotted</span>
            <RatioAxis axis={axis} />
          </ColumnHead>
          <ColumnHead right>To baseline</ColumnHead>
          <ColumnHead right>Median</ColumnHead>
          <ColumnHead right>95% interval</ColumnHead>
        </TableHead>
        <TableBody>
          <GroupRow
            span={5}
            sub={`Ledgerline ${clock(times.baseline)}, stated in the module`}
            axis={<RatioAxis axis={axis} phone />}
          >
            {times.task}
          </GroupRow>
          {times.rows.map((row) => (
            <Row key={row.audience}>
              <RowHead>{row.audience}</RowHead>
              <Cell plot>
                <TaskTimeMark
                  axis={axis}
                  series={row.series}
                  ratios={{
                    median: row.median / times.baseline,
                    low: row.low / times.baseline,
                    high: row.high / times.baseline,
                    p90: row.p90 / times.baseline,
                  }}
                />
              </Cell>
              <Cell label="To baseline" right strong>
                {ratio(row.median / times.baseline)}
              </Cell>
              <Cell label="Median" right>
                {clock(row.median)}
              </Cell>
              <Cell label="95% interval" right>
                {interval(row.low, row.high, clock)}
              </Cell>
            </Row>
          ))}
          <Row>
            <RowHead>Payments and treasury</RowHead>
            <Cell plot>
              <TaskTimeMark axis={axis} series={1} ratios={null} />
            </Cell>
            <Cell span={3} full muted>
              <StatusMark state="withheld">Withheld</StatusMark> fewer than five people
            </Cell>
          </Row>
        </TableBody>
      </Table>
      <p className="source">Active time of successful attempts. 1,462 counted; 31 suspect excluded. As of 09:36.</p>
    </div>
  )
}

function Errors() {
  return (
    <div>
      <PairLegend before="28 days before" />
      <Table caption="Errors per finished attempt" narrow="list" middle>
        <TableHead>
          <ColumnHead>Type</ColumnHead>
          <ColumnHead hidden width="24%">
            Change
          </ColumnHead>
          <ColumnHead right>Per attempt</ColumnHead>
        </TableHead>
        <TableBody>
          <Row>
            <RowHead sub="chose an action that leads elsewhere">Wrong path</RowHead>
            <Cell plot>
              <PairMark before={0.3} now={0.21} max={0.32} />
            </Cell>
            <Cell label="Per attempt" right strong>
              0.21
            </Cell>
          </Row>
        </TableBody>
      </Table>
    </div>
  )
}
