"""A fingerprint module of the EF01 family, for tests: written from the manual, without any code of the product.

  /usr/bin/python3 fingerprint_module.py --port PATH [--capacity 200] [--pages 5,6] [--password 00000000] [--silent-boot]

Commands:  {"press": 5, "hold": 600}   the finger whose template is on page 5
           {"press": "ring finger"}    a finger by name; what enrols it gives it a page
           {"press": "wet"}            an image without features
           {"lift": true}              {"count": true}   {"restart": true}
Facts:     {"ready": …} {"searched": page or null} {"stored": page} {"deleted": [page, count]} {"light": [c, s, c, n]}
           {"commands": n, "images": n}  {"damaged": true}
"""
import struct

from peer_wire import Peer

OK, RECEIVE_ERROR, NO_FINGER, MESSY, NOT_FOUND, DIFFER = 0x00, 0x01, 0x02, 0x06, 0x09, 0x0A
OUT_OF_RANGE, DELETE_FAILED, WRONG_PASSWORD, NO_IMAGE, BAD_NOTEPAD = 0x0B, 0x10, 0x13, 0x15, 0x1C
VERIFY_FIRST, EMPTY_TEMPLATE, UNSUPPORTED = 0x21, 0x22, 0xFC
SCORE = 120
HOLD_MS = 600
BOOT_S = 0.05

peer = Peer(
    __doc__,
    57600,
    [
        ("--capacity", {"type": int, "default": 200}),
        ("--pages", {"default": ""}),
        ("--password", {"default": "00000000"}),
        ("--silent-boot", {"action": "store_true"}),
    ],
)
library = {int(page): f"page {page}" for page in peer.options.pages.split(",") if page}
notepad = {}
buffers = {}
password = int(peer.options.password, 16)
state = {"finger": None, "image": None, "verified": False, "commands": 0, "images": 0, "lift": None, "typed": b""}


def checksum(body):
    return sum(body) & 0xFFFF


def acknowledge(code, data=b""):
    body = struct.pack(">BHB", 0x07, len(data) + 3, code) + data
    peer.write(b"\xef\x01\xff\xff\xff\xff" + body + struct.pack(">H", checksum(body)))


def take_image():
    state["images"] += 1
    state["image"] = state["finger"]
    acknowledge(NO_FINGER if state["finger"] is None else OK)


def make_features(parameters):
    if state["image"] is None:
        acknowledge(NO_IMAGE)
    elif state["image"] == "wet":
        acknowledge(MESSY)
    else:
        buffers[parameters[0]] = state["image"]
        acknowledge(OK)


def search(parameters):
    buffer, start, count = struct.unpack(">BHH", parameters)
    pages = [page for page, name in sorted(library.items()) if name == buffers.get(buffer) and start <= page < start + count]
    peer.say(searched=pages[0] if pages else None)
    if pages:
        acknowledge(OK, struct.pack(">HH", pages[0], SCORE))
    else:
        acknowledge(NOT_FOUND, b"\x01\xee\x00\x00")


def merge():
    acknowledge(OK if buffers.get(1) is not None and buffers.get(1) == buffers.get(2) else DIFFER)


def store(parameters):
    buffer, page = struct.unpack(">BH", parameters)
    if buffers.get(buffer) is None:
        acknowledge(EMPTY_TEMPLATE)
    elif page >= peer.options.capacity:
        acknowledge(OUT_OF_RANGE)
    else:
        library[page] = buffers[buffer]
        peer.say(stored=page)
        acknowledge(OK)


def delete(parameters):
    page, count = struct.unpack(">HH", parameters)
    if count == 0 or page + count > peer.options.capacity:
        acknowledge(DELETE_FAILED)
        return
    for number in range(page, page + count):
        library.pop(number, None)
    peer.say(deleted=[page, count])
    acknowledge(OK)


def empty():
    library.clear()
    acknowledge(OK)


def verify(parameters):
    state["verified"] = struct.unpack(">I", parameters)[0] == password
    acknowledge(OK if state["verified"] else WRONG_PASSWORD)


def read_parameters():
    status = 0x04 if state["verified"] else 0x00
    baud = peer.options.baud // 9600
    acknowledge(OK, struct.pack(">HHHHIHH", status, 0, peer.options.capacity, 3, 0xFFFFFFFF, 2, baud))


def write_notepad(parameters):
    if parameters[0] > 15:
        acknowledge(BAD_NOTEPAD)
        return
    notepad[parameters[0]] = parameters[1:]
    acknowledge(OK)


def read_notepad(parameters):
    if parameters[0] > 15:
        acknowledge(BAD_NOTEPAD)
    else:
        acknowledge(OK, notepad.get(parameters[0], bytes(32)))


def index_table(parameters):
    bits = bytearray(32)
    for page in library:
        if page // 256 == parameters[0]:
            bits[page % 256 // 8] |= 1 << page % 8
    acknowledge(OK, bytes(bits))


def light(parameters):
    peer.say(light=list(parameters))
    acknowledge(OK)


def restart():
    acknowledge(OK)
    boot()


# instruction: (length of its parameters, what it does)
INSTRUCTIONS = {
    0x01: (0, take_image),
    0x02: (1, make_features),
    0x04: (5, search),
    0x05: (0, merge),
    0x06: (3, store),
    0x0C: (4, delete),
    0x0D: (0, empty),
    0x0F: (0, read_parameters),
    0x13: (4, verify),
    0x18: (33, write_notepad),
    0x19: (1, read_notepad),
    0x1D: (0, lambda: acknowledge(OK, struct.pack(">H", len(library)))),
    0x1F: (1, index_table),
    0x35: (4, light),
    0x3D: (0, restart),
    0x40: (0, lambda: acknowledge(OK)),
}


def perform(payload):
    state["commands"] += 1
    code, parameters = payload[0], payload[1:]
    if code not in INSTRUCTIONS:
        acknowledge(UNSUPPORTED)
        return
    length, action = INSTRUCTIONS[code]
    if len(parameters) != length:
        acknowledge(RECEIVE_ERROR)
    elif password != 0 and not state["verified"] and code not in (0x13, 0x40):
        acknowledge(VERIFY_FIRST)
    elif length == 0:
        action()
    else:
        action(parameters)


def on_bytes(data):
    state["typed"] += data
    while True:
        start = state["typed"].find(b"\xef\x01")
        if start < 0:
            state["typed"] = state["typed"][-1:]
            return
        packet = state["typed"] = state["typed"][start:]
        if len(packet) < 9:
            return
        length = struct.unpack(">H", packet[7:9])[0]
        if not 3 <= length <= 258:
            state["typed"] = packet[2:]
            continue
        if len(packet) < 9 + length:
            return
        state["typed"] = packet[9 + length :]
        body, found = packet[6 : 7 + length], struct.unpack(">H", packet[7 + length : 9 + length])[0]
        if checksum(body) != found:
            peer.say(damaged=True)
            acknowledge(RECEIVE_ERROR)
        elif body[0] == 0x01:
            perform(body[3:])


def lift():
    state["finger"] = None


def press(finger, hold_ms):
    if state["lift"] is not None:
        state["lift"]["off"] = True
    state["finger"] = library.get(finger, f"page {finger}") if isinstance(finger, int) else finger
    state["lift"] = peer.later(hold_ms / 1000, lift)


def boot():
    buffers.clear()
    state.update(image=None, verified=False, typed=b"")
    if not peer.options.silent_boot:
        peer.write(b"\x00")
        peer.later(BOOT_S, lambda: peer.write(b"\x55"))


def on_command(command):
    if "press" in command:
        press(command["press"], command.get("hold", HOLD_MS))
    if "lift" in command:
        lift()
    if "restart" in command:
        boot()
    if "count" in command:
        peer.say(commands=state["commands"], images=state["images"])


peer.on_bytes, peer.on_command, peer.on_open = on_bytes, on_command, boot
peer.run()
