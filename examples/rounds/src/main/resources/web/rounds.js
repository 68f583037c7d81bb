'use strict';
// A page of one round: /?name=ann#id. Frames are {"t":type,"d":data,"v":version}; a frame without "t" is a skip marker.
const $ = (id) => document.getElementById(id);
const name = new URLSearchParams(location.search).get('name') ?? `guest-${crypto.randomUUID().slice(0, 8)}`;
const id = location.hash.slice(1) || 'first';
let socket, ticket, at, version, ids = 0, gaps = 0;

const say = (words) => { $('said').append(Object.assign(document.createElement('li'), { textContent: words })); };
const show = ({ sticks, players, turn }) => {
  $('sticks').textContent = '|'.repeat(sticks);
  $('who').textContent = sticks === 0 ? `${players[turn]} has won` : `${players[turn] ?? 'nobody'} to move`;
};
const take = {
  hi: (d) => { ticket = d; },
  live: (resumed) => { $('state').textContent = resumed ? 'resumed' : 'live'; },
  full: (d, v) => { version = v; show(d.state); $('state').textContent = 'live'; say(`you are a ${d.role}`); },
  resync: () => { version = undefined; say('resync'); },
  take: (d) => { show(d.state); say(`${d.by} took ${d.count}`); },
  note: (d) => say(`${d.by}: ${d.text}`),
  crowd: (d) => { $('crowd').textContent = d; },
  ack: (d) => say(`ack ${d}`),
  no: (d) => say(`no ${d.id}: ${d.why}`),
};

function hear({ t, d, v, at: place }) {
  const old = v !== undefined && t !== 'full' && version !== undefined && v <= version;
  at = place ?? at;
  if (old) return; // its effect is in the state already
  if (v !== undefined && t !== 'full' && version !== undefined && v !== version + 1) gaps++;
  if (v !== undefined) version = v;
  take[t]?.(d, v);
  $('version').textContent = version;
  document.body.dataset.gaps = gaps;
}

function connect() {
  const back = ticket && at ? '&resume=1' : '';
  socket = new WebSocket(`ws://${location.host}/ws/${id}?name=${encodeURIComponent(name)}${back}`, 'rounds');
  socket.onopen = () => back && socket.send(JSON.stringify({ t: 'resume', d: ticket, at, round: `round:${id}` }));
  socket.onmessage = (event) => hear(JSON.parse(event.data));
  socket.onclose = () => { $('state').textContent = 'away'; if (!window.staysAway) setTimeout(connect, 300); };
}
const send = (t, d) => socket.send(JSON.stringify({ t, d, id: ++ids }));
document.querySelectorAll('button').forEach((button) => { button.onclick = () => send('take', Number(button.textContent)); });
$('note').onchange = () => { send('note', $('note').value); $('note').value = ''; };
setInterval(() => socket.readyState === 1 && socket.send('{"t":"p"}'), 5000);
connect();
