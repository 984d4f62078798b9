// Words for people, by language, from words/*.json.

/** The language of a page as far as there are words in it: Vietnamese unless it is English. */
export const languageOf = (element) => (/^en\b/i.test(element.closest('[lang]')?.lang ?? '') ? 'en' : 'vi');

/** A sentence with what belongs in its places. */
export const filled = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
