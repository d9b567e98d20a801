#!/usr/bin/env bash
# Runs a command in a small emulated PC with a USB keyboard (which is what a keyboard-wedge card reader is) and a USB
# serial adapter (FTDI) on a real Linux kernel, so that node-hid meets hidraw and serialport meets ftdi_sio.
#
#   emulate.sh IMAGE DIR COMMAND [ARG ...]
#
# IMAGE holds vmlinuz and initrd (image.sh). In DIR appear, for the other ends of the cables:
#   serial0   unix socket: the bytes behind /dev/ttyUSB0 of the guest
#   qmp       QEMU's control socket: press keys, unplug and plug (devices `keyboard`, `adapter0`)
# PORT=n HOST_PORT=m forwards 127.0.0.1:m here to guest port n. CLOCK=2026-11-23T23:41:00 sets the guest's clock (UTC).
# SECONDS_MAX bounds the run. The guest sees this machine's files read-only under a thrown-away layer.
set -euo pipefail
image=$1
dir=$(cd "$2" && pwd)
shift 2

{
  printf 'export PATH=%q HOME=%q CI=%q\ncd %q\nexec' "$PATH" "$HOME" "${CI:-}" "$PWD"
  printf ' %q' "$@"
  echo
} >"$dir/guest.sh"
rm -f "$dir/serial0" "$dir/qmp"

exec timeout "${SECONDS_MAX:-540}" qemu-system-x86_64 \
  -accel tcg,thread=multi -smp 2 -cpu max -m 1536 -display none -no-reboot \
  -rtc "base=${CLOCK:-utc},clock=vm" \
  -kernel "$image/vmlinuz" -initrd "$image/initrd" \
  -append "console=ttyS0 quiet loglevel=0 panic=-1 guest=$dir/guest.sh" \
  -virtfs local,path=/,mount_tag=host,security_model=none,readonly=on,multidevs=remap \
  -device qemu-xhci -device usb-kbd,id=keyboard \
  -chardev "socket,id=serial0,path=$dir/serial0,server=on,wait=off" \
  -device usb-serial,id=adapter0,chardev=serial0,always-plugged=on \
  -nic "user,model=virtio-net-pci,restrict=on,hostfwd=tcp:127.0.0.1:${HOST_PORT:?}-:${PORT:?}" \
  -qmp "unix:$dir/qmp,server=on,wait=off" -monitor none \
  -chardev stdio,id=console,signal=off -serial chardev:console </dev/null
