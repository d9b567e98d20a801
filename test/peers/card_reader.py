"""A serial card reader, for tests: written from the manual, without any code of the product.

  /usr/bin/python3 card_reader.py --port PATH [--model rdm6300 | id-12 | em4100-raw-checksum]

Commands:  {"card": "1F00644BB6"}               presented as its model does: repeated every 65 ms, or once
           {"card": "1F00644BB6", "times": 1}   that many frames
           {"raw": "02 31 46"}                  any bytes: noise, half a frame
Facts:     {"ready": …} {"sent": "1F00644BB6", "first": ms}   after the last frame; "first" is when the first one went
"""
import time

from peer_wire import Peer

REPEAT_S = 0.065
# model: (frames of one presentation, checksum as hex digits, trailer)
MODELS = {"rdm6300": (5, True, b"\x03"), "id-12": (1, True, b"\r\n\x03"), "em4100-raw-checksum": (1, False, b"\x03")}

peer = Peer(__doc__, 9600, [("--model", {"choices": list(MODELS), "default": "rdm6300"})])
times, checksum_is_hex, trailer = MODELS[peer.options.model]


def frame(number):
    checksum = 0
    for byte in bytes.fromhex(number):
        checksum ^= byte
    check = b"%02X" % checksum if checksum_is_hex else bytes([checksum])
    return b"\x02" + number.encode("ascii") + check + trailer


def present(number, left, first):
    peer.write(frame(number))
    if left > 1:
        peer.later(REPEAT_S, lambda: present(number, left - 1, first))
    else:
        peer.say(sent=number, first=first)


def on_command(command):
    if "card" in command:
        present(command["card"], command.get("times", times), round(time.time() * 1000, 3))
    if "raw" in command:
        peer.write(bytes.fromhex(command["raw"]))


peer.on_command = on_command
peer.run()
