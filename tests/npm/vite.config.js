// Two pages: what decides by calls, and what carries the element.
export default { base: './', logLevel: 'warn', build: { rollupOptions: { input: ['index.html', 'element.html'] } } };
