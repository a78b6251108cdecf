import type { ComponentChildren, VNode } from 'preact'

/** What a chart shows, value by value. */
export interface TableData {
  columns: string[]
  /** In the first column stands what the row is about. */
  rows: ComponentChildren[][]
}

/** A chart's values in rows, behind a word to press. */
export function DataTable({ name, data }: { name: string; data: TableData }): VNode {
  return (
    <details class="as-table">
      <summary>Show as a table</summary>
      <div class="table-scroll" role="region" aria-label={`${name}, as a table`} tabIndex={0}>
        <table>
          <caption class="unseen">{name}</caption>
          <thead>
            <tr>
              {data.columns.map((column, index) => (
                // Two may be called the same, such as the ends of two intervals.
                // oxlint-disable-next-line react/no-array-index-key
                <th key={index} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.rows.map(([first, ...rest], row) => (
              // Rows have no id of their own and do not move.
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={row}>
                <th scope="row">{first}</th>
                {rest.map((cell, column) => (
                  // oxlint-disable-next-line react/no-array-index-key
                  <td key={column}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
