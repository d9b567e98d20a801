#!/usr/bin/env bash
# Makes the small emulated PC's kernel and first stage once, into the folder given. The kernel and its USB modules are
# Debian's own package; the first stage mounts this machine's file system read-only under a thrown-away layer.
#
#   image.sh FOLDER       leaves FOLDER/vmlinuz and FOLDER/initrd
set -euo pipefail
folder=$1
PATH=$PATH:/sbin:/usr/sbin
[ -f "$folder/initrd" ] && [ -f "$folder/vmlinuz" ] && exit 0

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
mkdir -p "$folder" "$work/kernel"

package=$(apt-cache depends linux-image-amd64 2>/dev/null | awk '/Depends: linux-image/ {print $2; exit}')
if [ -z "$package" ]; then
  apt-get update -qq
  package=$(apt-cache depends linux-image-amd64 | awk '/Depends: linux-image/ {print $2; exit}')
fi
(cd "$work" && apt-get download -qq "$package" 2>/dev/null)
dpkg -x "$work"/*.deb "$work/kernel"
version=$(ls "$work/kernel/lib/modules")
depmod -b "$work/kernel" "$version"

root=$work/root
mkdir -p "$root"/{bin,proc,sys,dev,host,layer,root}
cp "$(command -v busybox)" "$root/bin/busybox"
for applet in sh mount insmod cat mkdir; do ln -s busybox "$root/bin/$applet"; done

# The modules in the order in which they must be loaded: host files, overlay, network, USB keyboard, FTDI adapter.
for module in virtio_pci 9pnet_virtio 9p overlay virtio_net usbhid hid-generic xhci-pci ftdi_sio; do
  modprobe -d "$work/kernel" -S "$version" --show-depends "$module" | awk '/^insmod/ {print $2}'
done | sed 's#^.*/lib/modules#lib/modules#' | awk '!seen[$0]++' >"$root/modules"
while read -r file; do
  mkdir -p "$root/$(dirname "$file")"
  cp "$work/kernel/$file" "$root/$file"
done <"$root/modules"

cat >"$root/init" <<'INIT'
#!/bin/sh
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
for module in $(cat /modules); do insmod "/$module"; done
mount -t 9p -o trans=virtio,version=9p2000.L,ro,msize=1048576,cache=loose host /host
mount -t tmpfs layer /layer
mkdir /layer/upper /layer/work
mount -t overlay -o lowerdir=/host,upperdir=/layer/upper,workdir=/layer/work overlay /root
mkdir -p /root/dev /root/proc /root/sys
mount -t devtmpfs dev /root/dev
mkdir -p /root/dev/pts /root/dev/shm
mount -t devpts -o ptmxmode=666 pts /root/dev/pts
mount -t tmpfs shm /root/dev/shm
mount -t proc proc /root/proc
mount -t sysfs sys /root/sys
mount -t tmpfs run /root/run
busybox ip link set lo up
busybox ip link set eth0 up
busybox ip addr add 10.0.2.15/24 dev eth0
busybox chroot /root /bin/bash "$(busybox sed 's/.*guest=\([^ ]*\).*/\1/' /proc/cmdline)" 2>&1
echo "guest-exit $?"
echo o >/proc/sysrq-trigger
busybox sleep 5
INIT
chmod +x "$root/init"
(cd "$root" && find . | cpio -o -H newc --quiet | gzip -1 >"$folder/initrd.new")
cp "$work"/kernel/boot/vmlinuz-* "$folder/vmlinuz"
mv "$folder/initrd.new" "$folder/initrd"
