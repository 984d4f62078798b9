// On a server that renders pages there are no elements: importing `@sangloc/screening/element` does nothing there.
export {};
