/** Named events within the page: `on(name, listener)`, which returns how to stop listening, and `emit(name, value)`. */
export function createEmitter() {
  const listeners = new Map()
  return {
    on(name, listener) {
      listeners.set(name, [...(listeners.get(name) ?? []), listener])
      return () => listeners.set(name, listeners.get(name).filter(other => other !== listener))
    },
    emit(name, value) {
      listeners.get(name)?.forEach(listener => listener(value))
    },
  }
}
