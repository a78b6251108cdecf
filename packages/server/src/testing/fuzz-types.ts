/** Every spelling of a type that is read. */
export const READABLE: readonly string[] = `text/plain
application/json
text/plain;charset=UTF-8
Text/Plain; charset=utf-8
application/json; charset="utf-8"
TEXT/PLAIN;CHARSET=UTF-8
application/json ; charset=utf-8`.split('\n')

/**
 * Spellings that are not: parsers and validators have disagreed about such.
 *
 * A blank at the end of a header is none of them: HTTP itself takes it away.
 */
export const UNREADABLE: readonly string[] = `
text
text/
/plain
text/plain2
text/html
text/xml
text/csv
text/json
text/plain;
text/plain; 
text/plain;;charset=utf-8
text/plain,application/json
application/json,text/plain
application/json, application/json
text/plain; charset=utf-16
text/plain; charset=utf-8; x=1
text/plain\t;charset=utf-8
text/plain;\tcharset=utf-8
application/json\t;
application/json a
application/json;a
application/json/
application//json
application/jsonp
application/json5
application/json+x
application/vnd.api+json
application/ld+json
application/problem+json
application/x-json
application/JSON2
application/json;charset=utf8
application/json; charset=
application/json; charset="utf-8
application/json; charset='utf-8'
application/json; charset=latin1
application/json; charset=utf-8,
application/json; boundary=x
application/json; q=1
application/json; version=1; charset=utf-8
application/json; charset=utf-8 ; charset=utf-8
multipart/form-data
multipart/form-data; boundary=x
multipart/mixed; boundary=application/json
application/x-www-form-urlencoded
application/octet-stream
*/*
*
application/*
text/*
application/json\u00a0
application/json;charset=utf-8\u00a0
application/j\u017fon
[object Object]
__proto__
constructor
application/__proto__
undefined
null
application\\json
application%2Fjson
application/json%00
application/json#
application/json?x
(comment) application/json
application /json
application/ json
"application/json"
<application/json>
application/json=1
charset=utf-8
;application/json
application/json:utf-8`
  .split('\n')
  .concat('a'.repeat(2_000), 'application/json'.repeat(40))
