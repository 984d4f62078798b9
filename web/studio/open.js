// Reads a folder of rule files where the browser lets a page do so (File System Access).

/** More than a rulebook may have (crates/studio/src/files.rs): what is over is refused there, by name. */
const MAX_FILES = 600;
const MAX_BYTES = 2 ** 20 + 1;

export const canOpenFolder = () => 'showDirectoryPicker' in globalThis;

/** The files of a folder that the person picks, as [path, bytes]; undefined when they pick none. */
export async function openFolder() {
  let folder;
  try {
    folder = await showDirectoryPicker({ id: 'sangloc-rules', mode: 'read' });
  } catch {
    return undefined;
  }
  const files = [];
  await collect(folder, '', files);
  return [folder.name, files];
}

async function collect(folder, prefix, files) {
  for await (const [name, handle] of folder.entries()) {
    if (files.length >= MAX_FILES) return;
    if (handle.kind === 'directory') {
      if (!name.startsWith('.') && name !== 'node_modules' && name !== 'target') await collect(handle, `${prefix}${name}/`, files);
    } else if (/\.(toml|csv|rhai)$/.test(name)) {
      const file = await handle.getFile();
      files.push([`${prefix}${name}`, new Uint8Array(await file.slice(0, MAX_BYTES).arrayBuffer())]);
    }
  }
}
