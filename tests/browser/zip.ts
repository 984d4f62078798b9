// Zip archives as small as tests need them: made with any name and content, and read.
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** An archive of these entries, whatever they are called. */
export function zip(entries: [string, Buffer][]): Buffer {
  const [locals, centrals]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const [name, content] of entries) {
    const [path, body] = [Buffer.from(name), deflateRawSync(content)];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(body.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, path, body]);
    const central = Buffer.alloc(14);
    central.writeUInt32LE(offset, 10);
    locals.push(local);
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, central, path]));
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06'), end]);
}

/** The files of an archive. */
export function unzip(archive: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  let place = archive.readUInt32LE(archive.lastIndexOf('PK\x05\x06') + 16);
  while (archive.readUInt32LE(place) === 0x02014b50) {
    const [method, size] = [archive.readUInt16LE(place + 10), archive.readUInt32LE(place + 20)];
    const [name, extra, comment] = [28, 30, 32].map((at) => archive.readUInt16LE(place + at)) as [number, number, number];
    const local = archive.readUInt32LE(place + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const body = archive.subarray(start, start + size);
    files.set(archive.toString('utf8', place + 46, place + 46 + name), method === 8 ? inflateRawSync(body) : body);
    place += 46 + name + extra + comment;
  }
  return files;
}
