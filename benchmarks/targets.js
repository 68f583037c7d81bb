'use strict';
// What was wanted of the figures, and what was seen. Why a target is missed is said here, by hand.

const SLOWER = 'this machine is slower than the one of the wish: Netty took 4.0 µs there';
const BEFORE = 'of an earlier state of the day, not taken since';
const WHY = {
  'F1, `realmhub.v1`: times gorilla chat, best': 'twice gorilla is 4.6 times Netty',
  'F1, `realmhub.v1`: times Netty, best': BEFORE,
  'F1, `realmhub.v1`: times Netty, Jetty and Tomcat': BEFORE,
  'F1, `realmhub.v1`: times Centrifugo, best': BEFORE,
  'F1, `realmhub.v1`: µs, best': SLOWER,
  'F1, `realmhub.v1`: µs, Jetty and Tomcat': SLOWER,
  'F1, `.json`: times Netty, best': BEFORE,
  'F1, `.json`: times Netty, Jetty and Tomcat': BEFORE,
  'F1, `.json`: times gorilla chat, best': BEFORE,
  'F1, `.json`: times Centrifugo, best': BEFORE,
  'F1, `.json`: µs, best': `${BEFORE}; ${SLOWER}`,
  'F1, `.json`: µs, Jetty and Tomcat': `${BEFORE}; ${SLOWER}`,
  'F1, raw: CPU ÷ plain loop': "a lane hands each frame to Undertow's I/O threads; the plain loop runs in one of them. Lanes on these threads were tried and cost more, 7.6 against 6.8 µs (one run each)",
  'G, raw: CPU ÷ plain loop': 'an outbox and a completion per send, where the plain loop has none (Tomcat: a queue); single runs differ by a fifth',
  'F2, raw: CPU ÷ plain loop': 'other jobs used up to 0.65 cores beside the plain loops: not to be trusted, either way',
  'I, v1: heap per client above bare, KiB': "against the raw plain loop: Jetty itself keeps the subprotocol's header",
  "S: the others' p99 ÷ without the 50": 'of the state before its executor was another; since then only beside other jobs: 26 and 242 ms',
  "N: the games' p99 ÷ the larger of 5 ms and 3 times without the lobby": 'probably: Undertow sends and reads on the same two threads: what a game sends is read behind a part of the lobby',
};

const CONTAINERS = ['jetty', 'tomcat', 'undertow', 'tyrus'];
const atMost = (limit) => (value) => value <= limit;
const atLeast = (limit) => (value) => value >= limit;
const best = (pick, values) => pick(...Object.values(values).filter(Number.isFinite));

// Each: what, wanted, the values by container, which of them count and whether one is good, digits, why if not.
function targets(m) {
  const of = (get) => Object.fromEntries(CONTAINERS.map((c) => [c, get(c)]).filter(([, value]) => Number.isFinite(value)));
  const overPlain = (figure, protocol, get) => of((c) => m.seen(figure, `chat-${c}-${protocol}`, get) / m.seen(figure, `plain-${c}`, get));
  const stalled = (figure) => of((c) => m.seen(figure, `chat-${c}-v1`, m.p99) / m.seen('S0', `chat-${c}-v1`, m.p99));
  const list = [];
  const add = (what, wanted, values, met, digits = 2) => {
    if (Object.keys(values).length) list.push({ what, wanted, values, met, digits, why: WHY[what] ?? '' });
  };

  for (const [protocol, name] of [['v1', '`realmhub.v1`'], ['json', '`.json`']]) {
    const us = of((c) => m.seen('F1', `chat-${c}-${protocol}`, m.cpu));
    const netty = m.seen('F1', 'netty', m.cpu);
    const times = of((c) => netty / us[c]);
    const top = (factor) => ({ best: best(Math.max, times) * factor });
    if (!Object.keys(us).length) continue;
    if (Number.isFinite(netty)) {
      add(`F1, ${name}: times Netty, best`, 'at least 4', top(1), atLeast(4));
      add(`F1, ${name}: times Netty, Jetty and Tomcat`, 'at least 3', { jetty: times.jetty, tomcat: times.tomcat }, atLeast(3));
      add(`F1, ${name}: times gorilla chat, best`, 'at least 2', top(1.75 / 4), atLeast(2));
      add(`F1, ${name}: times Centrifugo, best`, 'at least 2.5', top(2.3 / 4), atLeast(2.5));
    }
    add(`F1, ${name}: µs, best`, 'at most 0.9', { best: best(Math.min, us) }, atMost(0.9));
    add(`F1, ${name}: µs, Jetty and Tomcat`, 'at most 1.3', { jetty: us.jetty, tomcat: us.tomcat }, atMost(1.3));
    add(`F1, ${name}: µs, Tyrus`, 'at most 2.2', { tyrus: us.tyrus }, atMost(2.2));
  }
  add('F1, raw: CPU ÷ plain loop', 'at most 1.15', overPlain('F1', 'raw', m.cpu), atMost(1.15));
  add('G, raw: CPU ÷ plain loop', 'at most 1.15', overPlain('G', 'raw', m.cpu), atMost(1.15));
  add('F2, raw: CPU ÷ plain loop', 'at most 1.15', overPlain('F2', 'raw', m.cpu), atMost(1.15));
  add('F2, raw: p99 ÷ plain loop', 'at most 1.25', overPlain('F2', 'raw', m.p99), atMost(1.25));
  add('F1 ÷ F2, `realmhub.v1`: CPU with messages waiting', 'below 1',
    of((c) => m.seen('F1', `chat-${c}-v1`, m.cpu) / m.seen('F2', `chat-${c}-v1`, m.cpu)), (value) => value < 1);
  for (const protocol of ['raw', 'v1']) {
    add(`I, ${protocol}: heap per client above bare, KiB`, 'at most 1.5',
      of((c) => m.seen('I', `chat-${c}-${protocol}`, m.heap) - m.seen('I', `plain-${c}`, m.heap)), atMost(1.5));
  }
  add("S: the others' p99 ÷ without the 50", 'at most 1.5', stalled('S'), atMost(1.5));
  add('S with 64 MB: the same', 'at most 1.5', stalled('S64'), atMost(1.5));
  add('S: stalled clients closed, of 50', 'all', of((c) => m.seen('S', `chat-${c}-v1`, m.closed)), atLeast(50), 0);
  add("N: the games' p99 ÷ the larger of 5 ms and 3 times without the lobby", 'at most 1',
    of((c) => m.seen('N', `chat-${c}-v1`, m.p99) / Math.max(5, 3 * m.seen('N0', `chat-${c}-v1`, m.p99))), atMost(1));
  return list;
}

// Rows of the table: what, wanted, seen, met or missed, why.
function rows(m) {
  return targets(m).map(({ what, wanted, values, met, digits, why: reason }) => {
    const known = Object.entries(values).filter(([, value]) => Number.isFinite(value));
    const missed = known.filter(([, value]) => !met(value)).map(([name]) => name);
    const seen = known.map(([name, value]) => (name === 'best' ? value.toFixed(digits) : `${name} ${value.toFixed(digits)}`)).join(', ');
    const verdict = !missed.length ? 'met' : missed.length === known.length ? 'missed' : `missed on ${missed.join(', ')}`;
    return [what, wanted, seen, verdict, missed.length ? reason : ''];
  });
}

module.exports = { rows };
