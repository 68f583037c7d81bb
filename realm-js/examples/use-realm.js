/* A React hook: a page that follows its realms. Copy it and change it. */
import { useEffect, useReducer, useRef, useState } from 'react';
import { connect } from 'realmhub';

const TOLD = ['snapshot', 'event', 'resync', 'joined', 'left'];

/**
 * One link for as long as the component lives; another `path` is navigated to on the same socket.
 * `reduce(page, { name, ...event })` makes the next page of what the hub says: a `snapshot` replaces it, an `event` changes it.
 */
export function useRealm({ url, path, reduce, initial, ...options }) {
  const [page, tell] = useReducer(reduce, initial);
  const [state, setState] = useState('connecting');
  const link = useRef();
  const at = useRef(path);

  // Listens before anything can come: in an effect of its own it would be too late.
  useEffect(() => {
    const opened = connect({ url, path: at.current, ...options });
    TOLD.forEach((name) => opened.on(name, ({ realm, data }) => tell({ name, realm, data })));
    opened.on('state', (change) => setState(change.state));
    link.current = opened;
    return () => opened.close();
  }, [url]);

  useEffect(() => {
    if (at.current !== path) link.current.navigate(path);
    at.current = path;
  }, [path]);

  return { page, state, command: (...args) => link.current.command(...args) };
}
