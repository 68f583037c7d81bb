/*
 * A client in Node: says one thing in a realm and prints what it hears until it has heard it. Node has a WebSocket of its own
 * from version 22 on; before that the package `ws` has one.
 *
 *   node node-client.mjs ws://127.0.0.1:8080/ws /room/1 say hello
 */
import { connect } from 'realmhub';
import { WebSocket } from 'ws';

const [url, path, type, text] = process.argv.slice(2);
const link = connect({ url, path, WebSocket });

const heard = new Promise((resolve) => {
  link.on('event', ({ realm, text: said }) => {
    console.log(`${realm}: ${said}`);
    if (said === text) resolve();
  });
});
link.on('joined', async ({ realm, role }) => {
  console.log(`joined ${realm} as ${role}`);
  const outcome = await link.command(type, text);
  console.log(`${type}: ${outcome.status}`);
  if (outcome.status === 'ok') await heard;
  link.close();
});
link.on('state', ({ state, text: why }) => state === 'closed' && console.log(`closed: ${why}`));
