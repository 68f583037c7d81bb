/** What was put in comes out in order; whoever takes too early waits. */
export class Queue {
  #items = [];
  #takers = [];

  put(item) {
    const taker = this.#takers.shift();
    if (taker) taker(item);
    else this.#items.push(item);
  }

  take() {
    if (this.#items.length > 0) return Promise.resolve(this.#items.shift());
    return new Promise((resolve) => this.#takers.push(resolve));
  }

  /** What waits to be taken, now. */
  drain() {
    return this.#items.splice(0);
  }
}
