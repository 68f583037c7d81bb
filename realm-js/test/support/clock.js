/** Timers that run when a test says so. */
export class Clock {
  #ms = 1_000;
  #timers = new Map();
  #lastId = 0;

  now = () => this.#ms;

  setTimeout(run, ms) {
    const id = ++this.#lastId;
    this.#timers.set(id, { run, due: this.#ms + ms });
    return id;
  }

  clearTimeout(id) {
    this.#timers.delete(id);
  }

  get size() {
    return this.#timers.size;
  }

  /** Lets time pass; every timer runs when it is due. */
  advance(ms) {
    const end = this.#ms + ms;
    for (let next = this.#first(end); next; next = this.#first(end)) this.#runAt(next.due, next);
    this.#ms = end;
  }

  /** Lets time pass as on a sleeping machine: what was due in the meantime runs late, at the end. */
  sleep(ms) {
    this.#ms += ms;
    const late = [...this.#timers].map(([id, timer]) => ({ id, ...timer })).filter(({ due }) => due <= this.#ms);
    for (const timer of late) if (this.#timers.has(timer.id)) this.#runAt(this.#ms, timer);
  }

  #first(end) {
    const due = [...this.#timers].map(([id, timer]) => ({ id, ...timer })).filter((timer) => timer.due <= end);
    return due.sort((a, b) => a.due - b.due || a.id - b.id)[0];
  }

  #runAt(ms, { id, run }) {
    this.#ms = Math.max(this.#ms, ms);
    this.#timers.delete(id);
    run();
  }
}
