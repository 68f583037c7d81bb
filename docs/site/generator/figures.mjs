// What the calculator reckons with: read from the tables of benchmarks/RESULTS.md at each build, so that it cannot say another thing.
const CONTAINERS = ['jetty', 'tomcat', 'undertow', 'tyrus'];

/** The first table under the heading that begins so: row -> column -> number. */
function table(results, heading) {
  const part = results.split(/^## /m).find((section) => section.startsWith(heading));
  if (!part) throw new Error(`RESULTS.md has no table '${heading}'`);
  const rows = part.split('\n').filter((line) => line.startsWith('|')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
  const [columns, , ...body] = rows;
  return Object.fromEntries(body.map((row) => [row[0], Object.fromEntries(row.map((cell, i) => [columns[i], number(cell)]))]));
}

const number = (cell) => Number(/^[\d,.]+/.exec(cell)?.[0].replaceAll(',', ''));

/** The first of the rows that was measured. */
function nearest(rows, names) {
  const name = names.find((one) => rows[one]);
  if (!name) throw new Error(`RESULTS.md has none of ${names}`);
  return { row: name, ...rows[name] };
}

function sizes(row, first) {
  const columns = Object.entries(row).map(([name, value]) => [Number(name.replaceAll(',', '')), value]);
  return columns.filter(([size, value]) => size > 0 && value > 0).map(([size, value]) => [first / size, value]).reverse();
}

export function figures(results) {
  const calm = table(results, 'F2:');
  const idle = table(results, 'I:');
  const clients = 10_000;
  const byRooms = table(results, 'Growth: CPU µs per delivery by rooms for 10,000 clients')['chat-jetty-v1'];
  const byClients = table(results, 'Growth: CPU µs per delivery by clients in the room')['chat-jetty-v1'];
  const of = (name) => {
    const rest = nearest(idle, [`chat-${name}-v1`, `chat-${name}-raw`, `plain-${name}`]);
    return {
      calmMicros: nearest(calm, [`chat-${name}-v1`])['CPU µs/delivery'],
      idleRow: rest.row,
      heapKb: rest['live heap kB/client'],
      residentKb: rest['RSS kB/client'],
      connectMicros: rest['connect CPU µs'],
    };
  };
  return {
    containers: Object.fromEntries(CONTAINERS.map((name) => [name, of(name)])),
    microsByAudience: sizes(byRooms, clients),
    inMicros: byClients['1'],
  };
}
