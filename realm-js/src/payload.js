/* Payloads as they go over the wire, and as listeners get them. */

export function encode(payload) {
  if (payload === undefined) return undefined;
  if (typeof payload === 'string') return { text: payload };
  if (payload instanceof Uint8Array) {
    return { binary: btoa(Array.from(payload, (byte) => String.fromCharCode(byte)).join('')) };
  }
  const text = JSON.stringify(payload);
  if (text === undefined) throw new TypeError('the payload has no JSON form');
  return { text };
}

/** The fields, and what the payload carries; `data` is parsed when somebody asks for it. */
export function carrying(fields, payload) {
  const binary = payload?.binary;
  let data;
  let parsed = false;
  return {
    ...fields,
    text: fields.text ?? payload?.text,
    bytes: binary === undefined ? undefined : Uint8Array.from(atob(binary), (char) => char.charCodeAt(0)),
    get data() {
      if (!parsed) data = parse(payload?.text);
      parsed = true;
      return data;
    },
  };
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
