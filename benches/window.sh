#!/usr/bin/env bash
# What the window costs: time to the first frame, processor time when idle, memory.
#
#   benches/window.sh [PROGRAM] [COMPANIES]      default: target/release/zhaoshang, 100000
#
# First frame: from the start of the process until the window's pixels are drawn, polled every 10 ms on a display
# without a screen, software graphics, files in cache; the best and the middle of seven starts.
# Idle: processor time of the process over 10 s, as /proc has it, in per cent of one core.
# Memory once every company is judged: the program's own (RssAnon + RssShmem, what a task manager shows), the whole
# resident set with mapped libraries and the program file (VmRSS), and its peak (VmHWM).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

program="${1:-target/release/zhaoshang}"
companies="${2:-100000}"
for tool in Xvfb xdotool import identify; do
    command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed (xvfb, xdotool, imagemagick)"; exit 0; }
done
[ -x "$program" ] || { echo "skipped: $program is not built (cargo build --release)"; exit 0; }

work="$(mktemp -d)"
app="" xserver=""
finish() {
    [ -n "$app" ] && kill "$app" 2>/dev/null || true
    [ -n "$xserver" ] && kill "$xserver" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT

Xvfb -displayfd 3 -screen 0 1366x768x24 -nolisten tcp -noreset 3>"$work/display" 2>/dev/null &
xserver=$!
for _ in $(seq 100); do [ -s "$work/display" ] && break; sleep 0.1; done
[ -s "$work/display" ] || { echo "skipped: no display"; exit 0; }
DISPLAY=":$(cat "$work/display")"
export DISPLAY XDG_CONFIG_HOME="$work/config" XDG_DATA_HOME="$work/data" LIBGL_ALWAYS_SOFTWARE=1 LC_ALL=C.UTF-8

now_ms() { local t="${EPOCHREALTIME/./}"; echo $((t / 1000)); }

# The middle of the screen, small: black until something is drawn. One process reads it, so a look costs about 10 ms.
drawn() { [ "$(import -silent -window root -crop 64x64+640+300 -depth 8 gray:- 2>/dev/null | tr -d '\0' | wc -c)" -gt 0 ]; }

stop_app() {
    kill "$app" 2>/dev/null || true
    wait "$app" 2>/dev/null || true
    app=""
}

# Starts the program with these words and waits for its first frame; leaves the milliseconds in `taken`.
start() {
    local begun
    begun="$(now_ms)"
    "$program" --lang zh "$@" >/dev/null 2>&1 &
    app=$!
    until drawn; do
        kill -0 "$app" 2>/dev/null || { echo "the window went away"; exit 1; }
    done
    taken=$(($(now_ms) - begun))
}

# Processor ticks of the process so far.
ticks() { awk '{ print $14 + $15 }' "/proc/$app/stat"; }

# Waits until the process has nothing to do, at most two minutes.
settle() {
    local before after
    before="$(ticks)"
    for _ in $(seq 60); do
        sleep 2
        after="$(ticks)"
        [ $((after - before)) -le 2 ] && return
        before="$after"
    done
}

own() { awk '$1 == "RssAnon:" || $1 == "RssShmem:" { sum += $2 } END { printf "%.0f MB", sum / 1024 }' "/proc/$app/status"; }
memory() { awk -v name="$1:" '$1 == name { printf "%.0f MB", $2 / 1024 }' "/proc/$app/status"; }

idle() {
    local before after per
    per="$(getconf CLK_TCK)"
    before="$(ticks)"
    sleep 10
    after="$(ticks)"
    awk -v ticks=$((after - before)) -v per="$per" 'BEGIN { printf "%.1f %%", ticks / per / 10 * 100 }'
}

# A start for the cache, then seven that count.
start
stop_app
times=()
for _ in 1 2 3 4 5 6 7; do
    start
    times+=("$taken")
    stop_app
done
mapfile -t times < <(printf '%s\n' "${times[@]}" | sort -n)
echo "first frame, start page: best ${times[0]} ms, middle ${times[3]} ms of 7"

start --demo
settle
echo "demonstration, 300 companies: memory $(own), resident $(memory VmRSS), peak $(memory VmHWM); idle $(idle)"
stop_app

"$program" demo --companies "$companies" --leads $((companies / 5)) -o "$work/large.zhaoshang" >/dev/null
times=()
for _ in 1 2 3; do
    start "$work/large.zhaoshang"
    times+=("$taken")
    stop_app
done
mapfile -t times < <(printf '%s\n' "${times[@]}" | sort -n)
first="${times[0]}"
# The first opening of a day keeps the forecast and judges once more; the second finds everything as it is.
for opening in first second; do
    start "$work/large.zhaoshang"
    settle
    echo "$companies companies, $opening opening: memory $(own), resident $(memory VmRSS), peak $(memory VmHWM); idle $(idle)"
    stop_app
done
echo "$companies companies: first frame, best of 3: $first ms"
