# What is done to a running server for each figure, and what is kept of it. Sourced by ./run.
# shellcheck shell=bash

# ---- loads

# load ARG...: one run of the generator against the running server; prints its JSON line.
load() {
  local pids
  pids=$(IFS=,; echo "${PIDS[*]}")
  nice -n "${niceness:-0}" "$fanload" --port "$PORT" --server-pid "$pids" "${WS[@]}" "${PUB[@]}" --payload "$PAYLOAD" "$@" 2>>"$log" || true
}
messages() { echo $((($1 + scale - 1) / scale)); }
field() { grep -o "\"$1\":[-0-9.]*" <<<"$2" | tail -1 | cut -d: -f2; } # NAME JSON

# record LOAD [EXTRA]: a line of results; LOAD is the generator's JSON, EXTRA more fields, comma first.
record() {
  local extra=${2:-}
  printf '{"figure":"%s","server":"%s","jdk":"%s","run":%d,"date":"%s","commit":"%s","machine":"%s","command":"%s"%s,"load":%s}\n' \
    "$figure" "$server" "$jdk" "$run" "$(date -u +%FT%TZ)" "$commit" "$machine" "$command_line" "$extra" "${1:-null}" >>"$results"
  say "  $(field cpu_us_per_delivery "$1") µs/delivery, $(field deliveries_per_s "$1")/s, p99 $(field p99 "$1") µs," \
    "lost $(field lost "$1"), duplicated $(field duplicated "$1"), out of order $(field out_of_order "$1"), misrouted $(field misrouted "$1")${extra%%,\"lobby\"*}"
}

# ---- figures, each against a running server

# Some ten seconds of warm-up for all, or a part of what is measured is the JVM's compiler: who joins messages delivers more
# of them in that time.
F1() {
  case $server in
    *-v1 | *-v1-metrics | *-json) record "$(one_room 1000 6000 4000)" ;;
    *) record "$(one_room 1000 1500 1000)" ;;
  esac
}

one_room() { # CLIENTS WARMUP MESSAGES
  load --mode fan --clients "$1" --rooms 1 --window 8 --warmup "$(messages "$2")" --messages "$(messages "$3")" --batch-us 1000
}

games_of_two() {
  load --mode game --clients 1000 --rooms 500 --warmup "$(messages 400000)" --messages "$(messages 200000)" --batch-us 200
}

paced() { load --mode fan --clients 1000 --rooms 1 --warmup "$(messages 1000)" --rate 50 --messages "$(messages 500)"; }

all_reading() {
  load --mode fan --clients 950 --rooms 1 --window 8 --warmup 100 --rate 100 --messages "$(messages 1000)" --drain-ms 12000 --max-sec 60
}

# While it runs, the open connections are counted five times a second: that is how the end of the stalled ones is seen.
slow_readers() {
  local mark=$work/$server.mark counts=$work/$server.counts line watcher
  rm -f "$mark"
  count_connections >"$counts" &
  watcher=$!
  line=$(load --mode stall --clients 1000 --stall 50 --rooms 1 --window 8 --warmup 100 --rate 100 --messages "$(messages 2000)" \
    --drain-ms 12000 --max-sec 60 --mark "$mark")
  kill $watcher
  wait $watcher 2>/dev/null || true
  # shellcheck disable=SC2046
  record "$line" "$(printf ',"first_closed_s":%s,"last_closed_s":%s,"heap_peak_mb":%s' $(closings "$counts") "$(heap_peak_mb)")"
}
count_connections() {
  local port
  port=$(printf ':%04X' "$PORT")
  while sleep 0.2; do
    echo "$EPOCHREALTIME $(awk -v p="$port" 'index($2, p) && $4 == "01"' /proc/net/tcp /proc/net/tcp6 | wc -l)"
  done
}
# Seconds from when all 1,000 were there to when the first and the last of the 50 were gone.
closings() {
  awk '$2 >= 1000 && !all {all = $1}
    all && $2 < 1000 && !first && !last {first = $1 - all}
    all && $2 <= 950 && !last {last = $1 - all}
    END {printf "%s %s", first ? first : "null", last ? last : "null"}' "$1"
}
heap_peak_mb() { # the most that was alive after a collection
  grep -o '[0-9]*M->[0-9]*M' "$work/$server.gc" 2>/dev/null | sed 's/.*->\([0-9]*\)M/\1/' | sort -n | tail -1 | grep . || echo null
}

idle() {
  local mark=$work/$server.mark before=null after=null line="" generator
  load --mode churn --clients 500 --messages 1000 --hold-ms 200 >/dev/null
  sleep 1
  rm -f "$mark"
  [ $JVM = 0 ] || before=$(live_heap_kb)
  load --mode idle --clients 5000 --rooms 1 --duration 8 --mark "$mark" >"$work/$server.idle" &
  generator=$!
  until [ -s "$mark" ] || ! kill -0 $generator 2>/dev/null; do sleep 0.1; done
  sleep 2
  [ $JVM = 0 ] || after=$(live_heap_kb)
  wait $generator || true
  line=$(cat "$work/$server.idle")
  record "$line" ",\"heap_before_kb\":$before,\"heap_after_kb\":$after"
}

# Two runs of different length: what connecting costs falls out of their difference.
allocation() {
  local bytes=() line short long
  if [ $JVM = 0 ]; then say "  skipped: no JVM"; return; fi
  one_room 1000 500 1000 >/dev/null
  bytes+=("$(allocated_bytes)")
  short=$(field received "$(one_room 1000 100 500)")
  bytes+=("$(allocated_bytes)")
  line=$(one_room 1000 100 2500)
  bytes+=("$(allocated_bytes)")
  long=$(field received "$line")
  record "$line" ",\"allocated_per_delivery\":$(((bytes[2] - 2 * bytes[1] + bytes[0]) / (long - short)))"
}

games_alone() { load --mode game --clients 400 --rooms 200 --warmup 400 --warmup-rate 200 --rate 200 --messages "$(messages 2000)"; }

# Both kinds of traffic at full speed first: latencies of code that is being compiled say nothing.
warm_up() {
  one_room 1000 0 1000 >/dev/null
  load --mode game --clients 400 --rooms 200 --messages "$(messages 50000)" >/dev/null
}

# The lobby's clients get what CPU the server and the players leave: elsewhere they would have their own.
games_beside_a_lobby() {
  local mark=$work/$server.mark games lobby
  rm -f "$mark"
  niceness=19 load --mode fan --clients 10000 --rooms 1 --rate 4 --messages 64 --mark "$mark" >"$work/$server.lobby" &
  lobby=$!
  until [ -s "$mark" ] || ! kill -0 $lobby 2>/dev/null; do sleep 0.1; done
  in_rooms duel
  games=$(games_alone)
  wait $lobby || true
  record "$games" ",\"lobby\":$(grep . "$work/$server.lobby" || echo null)"
}

in_a_room_of() { one_room "$1" $((200000 / $1)) $((500000 / $1)); }

in_rooms_of_10000() { # ROOMS: up to 8 messages outstanding in each, 2,000 in all
  local window=$(($1 * 8))
  load --mode fan --clients 10000 --rooms "$1" --window $((window < 2000 ? window : 2000)) --batch-us 1000 \
    --warmup "$(messages $((200000 * $1 / 10000)))" --messages "$(messages $((500000 * $1 / 10000)))"
}

measure() {
  case $figure in
    F1) F1 ;;
    F2) record "$(paced)" ;;
    G) record "$(games_of_two)" ;;
    I) idle ;;
    S | S64) slow_readers ;;
    S0) record "$(all_reading)" ;;
    N0) warm_up; record "$(games_alone)" ;;
    N) warm_up; games_beside_a_lobby ;;
    A) allocation ;;
    clients-*) record "$(in_a_room_of "${figure#*-}")" ;;
    rooms-*) record "$(in_rooms_of_10000 "${figure#*-}")" ;;
  esac
}

settings() { # of the figure: PAYLOAD, and the JVM's options
  PAYLOAD=128
  case $figure in
    S*) PAYLOAD=3500 ;;
  esac
  # The same collector for all: G1 spends up to a third of Jetty's time on tracking what is written into old objects. But
  # where latency is measured beside 10,000 connections that have just come, a collection of those, a tenth of a second, would be
  # all that shows.
  options=(-Xmx2g -XX:+UseParallelGC)
  case $figure in
    N*) options=(-Xmx2g -XX:+UseZGC) ;;
    S64) options=(-Xmx64m -XX:+UseParallelGC "-Xlog:gc:file=$work/$server.gc") ;;
    S) options+=("-Xlog:gc:file=$work/$server.gc") ;;
  esac
}
