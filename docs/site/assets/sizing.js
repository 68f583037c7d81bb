// The calculator of docs/sizing.md. `sizing.reckon` is the page's formula, line by line; the rest is its form.
globalThis.sizing = (() => {
  const FREE = 0.5; // of the CPU, for the day when a node dies
  const CLIENTS_OF_A_NODE = 50_000; // Bounds.clients
  const FRAME = 4 + 40; // bytes around what a frame holds: WebSocket, TCP and IP without options

  /** CPU of a delivery to an audience of so many, between the sizes that were measured. */
  function microsFor(audience, measured) {
    const [smallest, largest] = [measured[0], measured.at(-1)];
    if (audience <= smallest[0]) return smallest[1];
    if (audience >= largest[0]) return largest[1];
    const above = measured.findIndex(([size]) => size >= audience);
    const [[x0, y0], [x1, y1]] = [measured[above - 1], measured[above]];
    return y0 + ((y1 - y0) * Math.log(audience / x0)) / Math.log(x1 / x0);
  }

  const jsonAround = () => JSON.stringify({ event: { realm: 'game:abcdefgh', sequence: 1234567, payload: { text: '' } } }).length;

  function reckon({ clients, audience, heard, said, bytes, container, coresOfANode }, figures) {
    const { calmMicros, heapKb, residentKb, connectMicros, idleRow } = figures.containers[container];
    const micros = Math.max(calmMicros, microsFor(audience, figures.microsByAudience));
    const deliveries = clients * heard;
    const busy = (deliveries * micros + clients * said * figures.inMicros) / 1e6;
    const cores = busy / (1 - FREE);
    const needed = Math.max(1, Math.ceil(cores / coresOfANode), Math.ceil(clients / CLIENTS_OF_A_NODE));
    const clientsOfANode = Math.ceil(clients / needed);
    return {
      deliveries,
      micros,
      busy,
      cores,
      nodes: needed + 1,
      heapMb: (clientsOfANode * heapKb) / 1000,
      residentMb: (clientsOfANode * residentKb) / 1000,
      megabits: (deliveries * (bytes + jsonAround() + FRAME) * 8) / 1e6,
      returnSeconds: (clientsOfANode * connectMicros) / 1e6,
      idleRow,
    };
  }

  const round = (value, digits) => Number(value.toPrecision(digits)).toLocaleString('en');

  const RESULTS = {
    deliveries: (r) => `${round(r.deliveries, 3)} a second, at ${round(r.micros, 3)} µs each`,
    busy: (r) => `${round(r.busy, 2)} cores busy, so ${round(r.cores, 2)} to have half of them free`,
    nodes: (r) => `${r.nodes}, one of them to spare`,
    memory: (r) => `${round(r.heapMb, 2)} MB of heap and ${round(r.residentMb, 2)} MB resident on each for connections alone (as ${r.idleRow})`,
    network: (r) => `${round(r.megabits, 2)} Mbit/s out, in JSON`,
    back: (r) => `${round(r.returnSeconds, 2)} s of CPU when one node's clients come to the others`,
  };

  function show(form) {
    const input = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, name === 'container' ? value : Math.max(0, Number(value))]));
    const result = reckon({ ...input, coresOfANode: input.coresOfANode || 1, audience: input.audience || 1 }, figures);
    for (const [name, words] of Object.entries(RESULTS)) document.getElementById(`sizing-${name}`).textContent = words(result);
  }

  function begin() {
    const form = document.querySelector('form.sizing');
    form.addEventListener('input', () => show(form));
    show(form);
  }

  return { reckon, microsFor, begin };
})();
if (typeof document !== 'undefined') sizing.begin();
