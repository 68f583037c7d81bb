import { once } from 'node:events';
import { WebSocketServer } from 'ws';
import { Queue } from './queue.js';

/** The hub's end of one socket. */
class Peer {
  #socket;
  messages = new Queue(); // all but pings
  frames = new Queue(); // as they came
  pings = new Queue();
  closeCode;

  constructor(socket, request) {
    this.#socket = socket;
    this.url = request.url;
    this.protocol = socket.protocol;
    this.closeCode = once(socket, 'close').then(([code]) => code);
    socket.on('message', (data) => {
      this.frames.put(String(data));
      for (const line of String(data).split('\n')) this.#read(JSON.parse(line));
    });
  }

  #read(message) {
    if (message.ping) this.pings.put(message.ping);
    else this.messages.put(message);
  }

  /** One frame, one line a message. */
  say(...messages) {
    this.sayRaw(messages.map((message) => JSON.stringify(message)).join('\n'));
  }

  sayRaw(frame) {
    this.#socket.send(frame);
  }

  welcome(...more) {
    this.welcomeWith(undefined, ...more);
  }

  welcomeWith(ticket, ...more) {
    const welcome = { client: 'c1', node: 'n1', user: 'u1', anonymous: false, heartbeatMs: 10_000, ticket };
    this.say({ welcome }, ...more);
  }

  /** Answers the ping that every client sends when it is welcomed. */
  async pong(ticket) {
    this.say({ pong: { sentMs: (await this.pings.take()).sentMs, ticket } });
  }

  close(code, text) {
    this.#socket.close(code, text);
  }

  terminate() {
    this.#socket.terminate();
  }
}

/** A real WebSocket server on loopback that does what the test says. */
export class ScriptedHub {
  #server;
  #peers = new Queue();
  refuseWith; // an HTTP status, or undefined

  static async start() {
    const hub = new ScriptedHub();
    hub.#server = new WebSocketServer({
      host: '127.0.0.1',
      port: 0,
      verifyClient: (info, answer) => answer(!hub.refuseWith, hub.refuseWith),
    });
    hub.#server.on('connection', (socket, request) => hub.#peers.put(new Peer(socket, request)));
    await once(hub.#server, 'listening');
    return hub;
  }

  get port() {
    return this.#server.address().port;
  }

  peer() {
    return this.#peers.take();
  }

  async stop() {
    for (const socket of this.#server.clients) socket.terminate();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
