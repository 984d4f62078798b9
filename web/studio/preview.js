// The investors' page under a draft: preview.html is their page with this script before its own. The rules come from
// this device, where the studio laid them (src/glue.rs); answers go no further than this tab.

const draft = caches.open('studio-draft');
const fromServer = globalThis.fetch.bind(globalThis);

globalThis.fetch = async (name, ...how) => {
  const kept = typeof name === 'string' && /\.(core|words)$/.test(name);
  return (kept && (await (await draft).match(name))) || fromServer(name, ...how);
};

try {
  const language = localStorage.getItem('sangloc.language');
  if (language) sessionStorage.setItem('sangloc.language', language);
  Object.defineProperty(globalThis, 'localStorage', { value: sessionStorage });
} catch {
  // Storage is forbidden: then nothing of the draft can reach real answers either.
}

const mark = document.createElement('p');
mark.className = 'draft-mark';
mark.setAttribute('role', 'note');
mark.append('Bản nháp – chưa công bố, không dùng để xét dự án. ');
mark.append(Object.assign(document.createElement('span'), { lang: 'en', textContent: 'Draft – not published, decides nothing.' }));
document.body.prepend(mark);
