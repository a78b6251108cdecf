import { expect, test } from 'vitest'

import { checkNewPassword } from './new-password.ts'

test.each([
  ['short', 'A password has 10 characters or more.'],
  ['ninechars', 'A password has 10 characters or more.'],
  ['aaaaaaaaaaaa', 'This password repeats itself.'],
  ['abababababab', 'This password repeats itself.'],
  ['qwertyuiop', 'This password is among the first that are tried.'],
  ['QWERTYuiop', 'This password is among the first that are tried.'],
  ['password123', 'This password is among the first that are tried.'],
  ['Password2026!', 'This password is among the first that are tried.'],
  ['1234567890', 'This password is among the first that are tried.'],
  ['ada.lovelace', 'This password is much like the e-mail.'],
  ['Ada.Lovelace1!', 'This password is much like the e-mail.'],
  ['ada.lovelace@engines.example', 'This password is much like the e-mail.'],
  ['engines2026', 'This password is much like the e-mail.'],
])('"%s": %s', async (password, fault) => {
  await expect(checkNewPassword(password, 'ada.lovelace@engines.example')).rejects.toThrow(fault)
})

test.each(['correct horse', 'four plain words here', 'lovelace and babbage', 'xK8#mq2!vL', '十个字的密码应该够长了吧'])(
  '"%s" is taken',
  async (password) => {
    await expect(checkNewPassword(password, 'ada.lovelace@engines.example')).resolves.toBeUndefined()
  },
)
