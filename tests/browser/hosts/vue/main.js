// A portal in Vue: attributes and properties from its state, events into it.
import { createApp, h, ref } from 'vue';

const lang = ref('vi');
const profile = ref({});
const outcome = ref('');
const shown = ref(true);

createApp(() => [
  h('h1', 'Cổng thông tin'),
  h('button', { onClick: () => (lang.value = 'en') }, 'English'),
  h('button', { onClick: () => (profile.value = { project: { track: 'energy' } }) }, 'Energy'),
  h('button', { onClick: () => (shown.value = !shown.value) }, 'Show or hide'),
  h('output', outcome.value),
  shown.value && h('sangloc-screening', { id: 'one', mode: 'form', lang: lang.value, profile: profile.value, 'onSangloc-decision': ({ detail }) => (outcome.value = detail.outcome) }),
]).mount('#root');
