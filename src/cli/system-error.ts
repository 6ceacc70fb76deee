const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'no such file'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'not permitted'],
  ['EISDIR', 'this is a directory'],
  ['ENOTDIR', 'a part of the path is no directory'],
  ['EEXIST', 'exists already'],
  ['ENOTEMPTY', 'this directory is not empty; payloads go into a new or an empty one'],
  ['ENOSPC', 'no space left on the device'],
  ['EROFS', 'the file system is read-only'],
  ['EMFILE', 'too many open files'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['EIO', 'the device failed'],
  ['EBADF', 'it is closed'],
]);

/** In plain words what the system said, or undefined where `error` is none of the system's. */
export function systemErrorText(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  const path = 'path' in error && typeof error.path === 'string' ? `${error.path}: ` : '';
  if (!('syscall' in error)) return undefined;
  return `${path}${REASONS.get(error.code) ?? error.code}`;
}
