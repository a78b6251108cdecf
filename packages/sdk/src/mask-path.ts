/**
 * Takes out of a path, or of a short code, what names a person or opens a door, as `mask` does of their words.
 *
 * A rule of its own, because a path comes encoded (`jane%40example.org`) and without the scripts and the spaces of words: an
 * e-mail address takes its whole segment along; a UUID, twenty letters and digits on end, or ten digits go by themselves.
 */
export const maskPath = (path: string): string => path.replace(PERSONAL, '[masked]')

const PERSONAL = /[^/]*(@|%40)[^/]*|\b[\da-f]{8}-[\da-f-]{27}\b|\b(?=[a-z_]*\d)\w{20,}|\+\d{6,}|\+?(\d[^\w/]?){9,}\d/gi
