"""What every peer of the tests needs: one wire, commands as JSON lines on stdin, facts as JSON lines on stdout, timers.

The wire is a serial port (--port, opened with Debian's python3-serial) or a TCP port that waits for one host at a time
(--listen, as a serial server does). One thread; it sleeps until a byte, a command or a timer comes. Nothing here knows
a protocol, and nothing of the product is used.
"""
import argparse
import heapq
import itertools
import json
import select
import socket
import sys
import time

import serial

READ_MAX = 512
REOPEN_EVERY_S = 0.05


class Peer:
    def __init__(self, description, baud, arguments=()):
        parser = argparse.ArgumentParser(description=description)
        where = parser.add_mutually_exclusive_group(required=True)
        where.add_argument("--port", help="path of a serial port")
        where.add_argument("--listen", type=int, help="TCP port on loopback; 0 takes a free one")
        parser.add_argument("--baud", type=int, default=baud)
        for name, options in arguments:
            parser.add_argument(name, **options)
        self.options = parser.parse_args()
        self.on_bytes = lambda data: None
        self.on_command = lambda command: None
        self.on_open = lambda: None
        self._timers = []
        self._order = itertools.count()
        self._wire = None
        self._listener = None
        self._typed = b""
        if self.options.listen is not None:
            self._listener = socket.create_server(("127.0.0.1", self.options.listen))

    def say(self, **fact):
        print(json.dumps({**fact, "at": round(time.time() * 1000, 3)}), flush=True)

    def later(self, delay_s, action):
        """Runs action once; returns a handle whose 'off' key cancels it."""
        handle = {"off": False}
        heapq.heappush(self._timers, (time.monotonic() + delay_s, next(self._order), handle, action))
        return handle

    def write(self, data):
        """Lost, as on a real wire, when nobody is there."""
        try:
            if isinstance(self._wire, socket.socket):
                self._wire.sendall(data)
            elif self._wire is not None:
                self._wire.write(data)
        except (OSError, serial.SerialException):
            self._lose()

    def run(self):
        """Until stdin ends."""
        if self._listener is not None:
            self.say(listening=self._listener.getsockname()[1])
        else:
            self._open_serial()
        while True:
            sources = [sys.stdin] + [source for source in (self._wire, self._listener) if source is not None]
            ready, _, _ = select.select(sources, [], [], self._until_next_timer())
            if self._wire in ready and self._wire is not None:
                self._read_wire()
            if self._listener in ready and self._listener is not None:
                self._accept()
            if sys.stdin in ready and not self._read_commands():
                return
            self._run_timers()

    def _open_serial(self):
        try:
            self._wire = serial.Serial(self.options.port, self.options.baud, timeout=0)
        except (OSError, serial.SerialException):
            self.later(REOPEN_EVERY_S, self._open_serial)
            return
        self.say(ready=True)
        self.on_open()

    def _accept(self):
        if self._wire is not None:
            self._wire.close()
        self._wire, _ = self._listener.accept()
        self._wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.say(ready=True)
        self.on_open()

    def _read_wire(self):
        try:
            reader = self._wire.recv if isinstance(self._wire, socket.socket) else self._wire.read
            data = reader(READ_MAX)
        except (OSError, serial.SerialException):
            data = b""
        if data:
            self.on_bytes(data)
        else:
            self._lose()

    def _lose(self):
        if self._wire is None:
            return
        self._wire.close()
        self._wire = None
        self.say(lost=True)
        if self._listener is None:
            self.later(REOPEN_EVERY_S, self._open_serial)

    def _read_commands(self):
        data = sys.stdin.buffer.raw.read(READ_MAX * 8)
        if not data:
            return False
        *lines, self._typed = (self._typed + data).split(b"\n")
        for line in lines:
            if line.strip():
                self.on_command(json.loads(line))
        return True

    def _until_next_timer(self):
        return max(0.0, self._timers[0][0] - time.monotonic()) if self._timers else None

    def _run_timers(self):
        while self._timers and self._timers[0][0] <= time.monotonic():
            _, _, handle, action = heapq.heappop(self._timers)
            if not handle["off"]:
                action()
