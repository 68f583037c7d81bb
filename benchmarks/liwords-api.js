#!/usr/bin/env node
'use strict';
// The part of liwords' API server that fanload has no words for: answers realm requests over NATS, /gametv/r1 is realm gametv-r1.
// liwords-api.js PORT_OF_NATS; `liwords-api.js token SECRET` prints a token instead.
const net = require('node:net');
const { createHmac } = require('node:crypto');

const encoded = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

if (process.argv[2] === 'token') {
  const body = `${encoded({ alg: 'HS256', typ: 'JWT' })}.${encoded({ a: true, unn: 'load', uid: 'load' })}`;
  console.log(`${body}.${createHmac('sha256', process.argv[3]).update(body).digest('base64url')}`);
  process.exit(0);
}

// RegisterRealmRequest: path is field 1, and short; RegisterRealmResponse: realms are field 2.
function answerTo(request) {
  const path = request.subarray(2, 2 + request[1]).toString();
  const realm = Buffer.from(path.slice(1).replaceAll('/', '-'));
  return Buffer.concat([Buffer.from([0x12, realm.length]), realm]);
}

const nats = net.connect(Number(process.argv[2]), '127.0.0.1');
nats.write('CONNECT {"verbose":false}\r\nSUB ipc.request.registerRealm 1\r\nPING\r\n');
let rest = Buffer.alloc(0);
nats.on('data', (data) => {
  rest = Buffer.concat([rest, data]);
  for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
    const words = rest.subarray(0, end).toString().split(' ');
    const length = words[0] === 'MSG' ? Number(words[4]) : -2;
    if (rest.length < end + 2 + length + 2) return;
    if (words[0] === 'PING') nats.write('PONG\r\n');
    if (words[0] === 'MSG') {
      const answer = answerTo(rest.subarray(end + 2, end + 2 + length));
      nats.write(Buffer.concat([Buffer.from(`PUB ${words[3]} ${answer.length}\r\n`), answer, Buffer.from('\r\n')]));
    }
    rest = rest.subarray(end + 2 + length + 2);
  }
});
