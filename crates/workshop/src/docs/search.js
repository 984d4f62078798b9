// Shows the entries that hold every word typed. Where no script runs, all entries are shown and no field is.
const place = document.querySelector('[role=search]');

if (place) {
  const field = place.querySelector('input');
  const status = place.querySelector('[role=status]');

  /** A text as one seeks it: small letters without marks. */
  const fold = (text) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');

  const entries = [...document.querySelectorAll('[data-entry]')].map((entry) => [entry, fold(entry.textContent)]);
  const sections = document.querySelectorAll('section');

  const search = () => {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const [entry, text] of entries) {
      entry.hidden = !words.every((word) => text.includes(word));
      if (!entry.hidden) found += 1;
    }
    for (const section of sections) section.hidden = !section.querySelector('[data-entry]:not([hidden])');
    status.textContent = words.length > 0 ? status.dataset.found.replace('{}', found) : '';
  };

  field.addEventListener('input', search);
  // A link may lead to an entry that is not among those found.
  addEventListener('hashchange', () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.closest('[hidden]')) return;
    field.value = '';
    search();
    target.scrollIntoView();
  });
  place.hidden = false;
  // After a way back the browser fills the field again.
  search();
}
