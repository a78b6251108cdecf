import type { ColumnType } from 'kysely'

/** An instant: read as Date, written as Date or ISO string. */
export type Instant = ColumnType<Date, Date | string, Date | string>
/** An instant that the database sets where none is given. */
export type SetInstant = ColumnType<Date, Date | string | undefined, Date | string>
/** JSON: read parsed, written as text. */
export type Json<T> = ColumnType<T, string, string>
/** JSON that the database sets where none is given. */
export type JsonOr<T> = ColumnType<T, string | undefined, string>
