// Judges drafts beside the page, which ends this worker when it takes too long (src/judging.rs).
import start, { answer } from './sangloc-judge.js';

const started = start({ module_or_path: new URL('sangloc-judge_bg.wasm', import.meta.url) });

onmessage = async ({ data: [id, request, bytes] }) => {
  try {
    await started;
    postMessage([id, ...answer(request, bytes)]);
  } catch (error) {
    console.error(error);
    postMessage([id]);
  }
};
