/** A browser's storage in memory: entries are own keys of the object, as they are in a browser. */
export function memoryStorage(): Storage {
  const methods = {
    getItem: (key: string) => (Object.hasOwn(storage, key) ? String(storage[key]) : null),
    setItem: (key: string, value: string) => void Object.assign(storage, { [key]: value }),
    removeItem: (key: string) => void Reflect.deleteProperty(storage, key),
  };
  const storage: Storage = Object.create({ ...methods });
  return storage;
}
