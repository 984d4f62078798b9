// As libraries do that swap what a server rendered: the new content is parsed and put in place of the old.
globalThis.swap = async (address) => {
  const page = new DOMParser().parseFromString(await (await fetch(address)).text(), 'text/html');
  document.querySelector('main').replaceWith(document.importNode(page.querySelector('main'), true));
  document.title = page.title;
};
