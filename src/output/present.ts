/** `object` without the members that are undefined: absent means not applicable. */
export function present<T extends object>(object: { [K in keyof T]: T[K] | undefined }): T {
  const found: Partial<T> = {};
  for (const key in object) {
    const value = object[key];
    if (value !== undefined) found[key] = value;
  }
  return found as T;
}
