import { test } from 'node:test';
import { WebSocket } from 'ws';
import { connect } from '../../src/realm.js';
import { Clock } from './clock.js';
import { ScriptedHub } from './hub.js';
import { Queue } from './queue.js';

const NAMES = [
  'welcome', 'joined', 'left', 'event', 'refused', 'state', 'lag', 'snapshot', 'live', 'resync', 'delayed', 'degraded',
  'presence', 'expiring',
];

/** A test with a hub, a clock, and a dice that always shows `dice.value`. */
export function scenario(name, run) {
  test(name, { timeout: 20_000 }, async (t) => {
    const stage = await Stage.set(t);
    try {
      await run(stage);
    } finally {
      await stage.clear();
    }
  });
}

class Stage {
  clock = new Clock();
  dice = { value: 0.5 };
  #links = [];

  static async set(t) {
    const stage = new Stage();
    stage.t = t;
    stage.hub = await ScriptedHub.start();
    return stage;
  }

  /** A link, with a queue of what it emitted under each event's name. */
  connect = (options = {}) => {
    const { clock, dice, hub } = this;
    const link = connect({
      url: `ws://127.0.0.1:${hub.port}/ws`,
      path: '/game/abc',
      WebSocket,
      timers: clock,
      now: clock.now,
      random: () => dice.value,
      ...options,
    });
    this.#links.push(link);
    return { link, heard: listen(link) };
  };

  /** The same, welcomed: with the hub's end of its socket. */
  open = async (options, ...more) => {
    const { link, heard } = this.connect(options);
    const peer = await this.hub.peer();
    peer.welcome(...more);
    await heard.welcome.take();
    heard.state.drain();
    return { link, heard, peer };
  };

  async clear() {
    for (const link of this.#links) link.close();
    await this.hub.stop();
  }
}

/** A queue by name; `all` has everything in order as [name, event], but for states and lags. */
function listen(link) {
  const queues = Object.fromEntries(NAMES.map((name) => [name, new Queue()]));
  const all = new Queue();
  for (const name of NAMES) {
    link.on(name, (event) => queues[name].put(event));
    if (name !== 'state' && name !== 'lag') link.on(name, (event) => all.put([name, event]));
  }
  return { ...queues, all };
}
