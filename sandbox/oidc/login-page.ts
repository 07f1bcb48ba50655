import type { GeneratedOrganisation } from '../../electron/core/training/types.ts';
import { USERS } from './users.ts';

const ROLES = {
  editor: 'кадровик',
  approver: 'главный врач',
  viewer: 'наблюдатель',
  administrator: 'администратор',
} as const;

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const STYLE = `
:root{color-scheme:light}*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:#eef3f8;color:#1b2733;font:16px/1.5 "Segoe UI","Noto Sans",sans-serif}
main{width:min(26rem,100% - 2rem);background:#fff;border-radius:12px;padding:2rem;box-shadow:0 8px 32px #1b27331f}
.mark{margin:0 0 1.25rem;padding:.5rem .75rem;border-left:4px solid #b25e00;background:#fff4e3;font-size:.9rem}
h1{margin:0 0 1rem;font-size:1.4rem}label{display:block;margin:.75rem 0 .25rem;font-weight:600}
input{width:100%;padding:.6rem .75rem;border:1px solid #6b7c8d;border-radius:6px;font:inherit}
button{width:100%;margin-top:1.25rem;padding:.7rem;border:0;border-radius:6px;background:#0f5ca8;color:#fff;font:inherit;font-weight:600;cursor:pointer}
button:hover{background:#0c4a88}:focus-visible{outline:3px solid #f2a33c;outline-offset:2px}
.error{margin:0 0 1rem;padding:.6rem .75rem;border-left:4px solid #b3261e;background:#fdecea}
details{margin-top:1.25rem;font-size:.9rem}ul{margin:.5rem 0 0;padding-left:1.2rem}code{background:#eef3f8;padding:0 .3em;border-radius:4px}
`;

export interface LoginPage {
  readonly action: string;
  readonly login?: string | undefined;
  readonly error?: string;
}

export function loginPage({ action, login = '', error }: LoginPage): string {
  const users = USERS.map((user) => {
    const note = user.trusted ? '' : ', неподтверждённая учётная запись';
    const several = user.organisations.length > 1 ? ' двух организаций' : '';
    return `<li><code>${user.login}</code> — ${user.roles.map((role) => ROLES[role]).join(', ')}${several}${note}</li>`;
  }).join('');
  return page(
    'Вход',
    `${error === undefined ? '' : `<p class="error" role="alert">${escapeHtml(error)}</p>`}
<form method="post" action="${escapeHtml(action)}" autocomplete="off">
<label for="login">Логин</label><input id="login" name="login" value="${escapeHtml(login)}" required autofocus>
<label for="password">Пароль</label><input id="password" name="password" type="password" required>
<button type="submit">Войти</button></form>
<details><summary>Учебные пользователи</summary><ul>${users}</ul><p>Пароль совпадает с логином.</p></details>`,
  );
}

/** For those who keep staff for several: they say in which they work now. */
export function organisationPage(action: string, organisations: readonly GeneratedOrganisation[]): string {
  const choices = organisations
    .map(({ oid, nameShort }) => {
      const [value, name] = [escapeHtml(oid ?? ''), escapeHtml(nameShort ?? '')];
      return `<button type="submit" name="organisation" value="${value}">${name}</button>`;
    })
    .join('');
  return page('Выберите организацию', `<form method="post" action="${escapeHtml(action)}">${choices}</form>`);
}

export function errorPage(message: string): string {
  return page(
    'Войти не удалось',
    `<p class="error" role="alert">${escapeHtml(message)}</p><p>Вернитесь в программу и начните вход заново.</p>`,
  );
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>${title} — учебный контур</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><style>${STYLE}</style></head>
<body><main><p class="mark">Учебный контур. Это не Госуслуги</p><h1>${title}</h1>${body}</main></body></html>`;
}

export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
};
