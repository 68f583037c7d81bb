# Servers under load: what they are called, how they start, and how fanload talks to them. Sourced by ./run.
# shellcheck shell=bash disable=SC2034 # WS, PUB and PIDS are used by ./run
CONTAINERS="jetty tomcat undertow tyrus"
PROTOCOLS="raw v1 json"

# chat-CONTAINER-PROTOCOL, plain-CONTAINER, one chat that is counted by realm-micrometer, and the peers by their own names.
all_servers() {
  local c p
  for c in $CONTAINERS; do
    for p in $PROTOCOLS; do echo "chat-$c-$p"; done
    echo "plain-$c"
  done
  echo chat-jetty-v1-metrics
  for p in ${peers//,/ }; do
    if [ -f "$bench_peers/peers/$p/peer.sh" ]; then echo "$p"; else say "skipped: no peer $p in $bench_peers/peers"; fi
  done
}

# start_server NAME JVM_OPTION...: sets PORT, PIDS, WS, PUB and JVM (0 or 1).
start_server() {
  server=$1
  shift
  jvm_options=("$@")
  PORT=$((20000 + RANDOM % 10000)) PIDS=() PUB=()
  log=$work/$server.log
  : >"$log"
  case $server in
    chat-* | plain-*) start_ours "$server" ;;
    *) start_peer "$server" ;;
  esac
  wait_port
}

start_ours() {
  local kind container protocol counted main
  IFS=- read -r kind container protocol counted <<<"$1"
  JVM=1
  local -a more=(${counted:+"--$counted"})
  main=dev.realmhub.benchmarks.PlainLoop
  [ "$kind" != chat ] || { main=dev.realmhub.examples.chat.Chat; more+=(--unbounded); }
  spawn "$JAVA" "${jvm_options[@]}" -cp "$here/target/classes:$here/target/lib/*" $main --port "$PORT" --container "$container" \
    "${more[@]}"
  speak "${protocol:-raw}"
}

# Which rooms the clients go to: the prefix of their names; the number follows. Peers have rooms of their own.
in_rooms() { [ "${WS[0]} ${WS[1]%%=*}" != "--path /chat?room" ] || WS[1]="/chat?room=$1{r}"; }

# speak PROTOCOL: how clients connect and what they send.
speak() {
  WS=(--path '/chat?room=g{r}')
  case $1 in
    raw) PUB=() ;;
    v1)
      WS+=(--subprotocol realmhub.v1 --expect room:)
      PUB=(--pub-bin "$(v1_say)")
      ;;
    json)
      WS+=(--subprotocol realmhub.v1.json --expect '"joined"')
      PUB=(--pub '{"command":{"type":"say","payload":{"text":"{payload}"}}}')
      ;;
  esac
}

# The command "say" as a ClientFrame of client.proto, around a text of PAYLOAD bytes: tag, length, content, from inside out.
# Without an id, as in the other protocols: no outcome comes back.
v1_say() {
  local text type payload command message
  text=$((1 + $(varint_size "$PAYLOAD") + PAYLOAD))
  type='\x12\x03say'
  payload="\\x22$(varint $text)\\x12$(varint "$PAYLOAD")"
  command=$((5 + 1 + $(varint_size $text) + text))
  message=$((1 + $(varint_size $command) + command))
  printf '%s' "\\x0a$(varint $message)\\x12$(varint $command)$type$payload{payload}"
}
varint() {
  local n=$1
  while [ "$n" -gt 127 ]; do printf '\\x%02x' $((n % 128 + 128)); n=$((n / 128)); done
  printf '\\x%02x' "$n"
}
varint_size() { local bytes; bytes=$(varint "$1"); echo $((${#bytes} / 4)); }

# A peer is a folder with a peer.sh, which uses the functions and variables below.
start_peer() {
  local name=$1
  peer_dir=$work/peers/$name JVM=0 PORT2=$((PORT + 1)) PORT3=$((PORT + 2)) PORTS=$PORT
  # shellcheck source=/dev/null
  . "$bench_peers/peers/$name/peer.sh"
  if [ ! -d "$peer_dir" ]; then
    mkdir -p "$work/peers"
    cp -r "$bench_peers/peers/$name" "$peer_dir"
    say "building peer $name"
  fi
  peer_build
  peer_start
}
npm_build() { [ -d "$1/node_modules" ] || (cd "$1" && npm install --no-audit --no-fund --silent "${@:2}" >&2); }
mvn_build() { ls "$1"/target/*.jar >/dev/null 2>&1 || (cd "$1" && $MVN -q package >&2); }
jvm_main() { # DIR -Doption...: class bench.Main, with target/lib on the class path
  local dir=$1
  shift
  JVM=1
  spawn "$JAVA" "${jvm_options[@]}" -Dport="$PORT" "$@" -cp "$(ls "$dir"/target/*.jar | head -1):$dir/target/lib/*" bench.Main
}

spawn() {
  "$@" >>"$log" 2>&1 &
  PIDS+=($!)
}

wait_port() {
  local i
  for i in $(seq 300); do
    kill -0 "${PIDS[0]}" 2>/dev/null || break
    if is_up; then return; fi
    sleep 0.1
  done
  tail -5 "$log" >&2
  die "$server did not start: see $log"
}

# Ours say when; Tyrus' port is open before it knows the endpoint.
is_up() {
  case $server in
    chat-* | plain-*) grep -q '^ready' "$log" ;;
    *) (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null ;;
  esac
}

# Ends what start_server started, and nothing else.
stop_server() {
  local pid i
  for pid in "${PIDS[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${PIDS[@]}"; do
    for i in $(seq 30); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
    kill -9 "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
  PIDS=()
}

live_heap_kb() { # after a full collection
  "$(dirname "$JAVA")/jcmd" "${PIDS[0]}" GC.class_histogram | awk '$1 == "Total" {printf "%d", $3 / 1024}'
}

allocated_bytes() { "$JAVA" -cp "$here/target/classes" dev.realmhub.benchmarks.Allocated "${PIDS[0]}"; }
