// Registers the worker that keeps the page working without a network (sw.js), and speaks between it and the page.

const { serviceWorker } = navigator;

/** Tells the page that another build is on the device (read by components/versions.rs). */
function tell() {
  document.documentElement.dataset.newBuild = '';
  dispatchEvent(new Event('sangloc-new-build'));
}

/** Where no build was before, the first one needs no telling. */
function watch(worker) {
  worker?.addEventListener('statechange', () => {
    if (worker.state === 'installed' && serviceWorker.controller) tell();
  });
}

const hadBuild = serviceWorker.controller !== null;
const registration = await serviceWorker.register(document.getElementById('boot').dataset.worker);
watch(registration.installing);
registration.addEventListener('updatefound', () => watch(registration.installing));
if (registration.waiting && hadBuild) tell();

addEventListener('sangloc-take-build', () => registration.waiting?.postMessage('take'));
addEventListener('sangloc-take-rules', ({ detail }) => serviceWorker.controller?.postMessage(detail));

// The answers are on the device; the old build's files are gone.
serviceWorker.addEventListener('controllerchange', () => {
  if (hadBuild) location.reload();
});
