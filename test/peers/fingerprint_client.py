"""The host of a fingerprint module, for tests of our virtual modules: python3-serial and the manual, no code of the
product.

  /usr/bin/python3 fingerprint_client.py --port PATH

Commands:  {"instruction": 19, "parameters": "00000000"}   one packet out, its acknowledgement in
Facts:     {"ready": …} {"code": 0, "data": "…"}            "code": null when nothing right came within 2 s
           {"stray": "0055"}                                 bytes before the acknowledgement, such as the wake byte
"""
import argparse
import json
import struct
import sys

import serial

TIMEOUT_S = 2
HEADER = b"\xef\x01\xff\xff\xff\xff"

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--port", required=True)
parser.add_argument("--baud", type=int, default=57600)
options = parser.parse_args()
wire = serial.Serial(options.port, options.baud, timeout=TIMEOUT_S)


def request(instruction, parameters):
    body = struct.pack(">BHB", 1, len(parameters) + 3, instruction) + parameters
    wire.write(HEADER + body + struct.pack(">H", sum(body) & 0xFFFF))


def acknowledgement():
    """(bytes before it, code, data); code None when it does not come or is damaged."""
    seen = b""
    while not seen.endswith(HEADER):
        byte = wire.read(1)
        if not byte:
            return seen, None, b""
        seen += byte
    head = wire.read(3)
    if len(head) < 3 or head[0] != 0x07:
        return seen, None, b""
    rest = wire.read(struct.unpack(">H", head[1:])[0])
    payload, check = rest[:-2], rest[-2:]
    if struct.pack(">H", (sum(head) + sum(payload)) & 0xFFFF) != check:
        return seen, None, b""
    return seen[: -len(HEADER)], payload[0], payload[1:]


print(json.dumps({"ready": True}), flush=True)
for line in sys.stdin:
    command = json.loads(line)
    request(command["instruction"], bytes.fromhex(command.get("parameters", "")))
    stray, code, data = acknowledgement()
    if stray:
        print(json.dumps({"stray": stray.hex()}), flush=True)
    print(json.dumps({"code": code, "data": data.hex()}), flush=True)
