// What every host page does: keeps what it is told, in order, and what its policy forbade.
globalThis.told = [];
globalThis.violations = [];
for (const name of ['ready', 'change', 'decision', 'error', 'navigate']) {
  addEventListener(`sangloc-${name}`, ({ target, detail }) => told.push({ name, id: target.id, detail }));
}
addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => violations.push(`${violatedDirective} ${blockedURI}`));
