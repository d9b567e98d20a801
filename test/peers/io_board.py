"""An I/O board of eight inputs and eight outputs on Modbus RTU, for tests: pymodbus's framer and messages, no code of
the product.

  /usr/bin/python3 io_board.py --port PATH [--unit 1] [--mode 0]

On its inputs hang two telephone lines and, where asked, a cabinet; which input is what is given in the command or as
an argument: --ring 0 --hook 1 (a line), --door 0 --lock 1 --slots 2,3,4 (a cabinet; its coil is output 0).

Commands:  {"ring": 3}  {"ring": 3, "on": 1000, "off": 4000}  {"stop": true}  {"lift": true}  {"lift": false}
           {"door": "open"}  {"door": "closed"}  {"slot": 1, "occupied": false}  {"input": 4, "closed": true}
           {"mute": 200}      gives no answer for so many ms (requests are executed all the same)
           {"dropout": 200}   from now on each pulse mutes the board for so many ms, from its own answer on
           {"count": true}
Facts:     {"pulse": 1, "coil": 0, "tenths": 5}  the n-th timed pulse since the start, when its request was executed
           {"coil": 0, "on": true}  {"bell": true, "ring": n}  {"pulses": n, "requests": n}
"""
import struct
import time

from peer_wire import Peer
from pymodbus.bit_write_message import WriteMultipleCoilsRequest, WriteSingleCoilRequest, WriteSingleCoilResponse
from pymodbus.datastore import ModbusSequentialDataBlock, ModbusSlaveContext
from pymodbus.exceptions import ModbusIOException
from pymodbus.factory import ServerDecoder
from pymodbus.pdu import ModbusExceptions
from pymodbus.transaction import ModbusRtuFramer

POINTS = 8
FLASH_FIRST = 0x0200
MODE_FIRST = 0x1000
ON, OFF = 0xFF00, 0x0000
COIL_FUNCTION, INPUT_FUNCTION = 1, 2
# A request that breaks off for this long is forgotten, as by the silence that ends a frame.
GAP_S = 0.05
BOLT_S = 0.1
LATCH_S = 3.5

peer = Peer(
    __doc__,
    9600,
    [
        ("--unit", {"type": int, "default": 1}),
        ("--mode", {"type": int, "default": 0, "help": "output mode found in registers 1000h…"}),
        ("--ring", {"type": int, "default": 0}),
        ("--hook", {"type": int, "default": 1}),
        ("--door", {"type": int}),
        ("--lock", {"type": int}),
        ("--slots", {"default": ""}),
    ],
)
slots = [int(number) for number in peer.options.slots.split(",") if number]
state = {"pulses": 0, "requests": 0, "muted": False, "bell": None, "flash": {}, "latch": None, "dropout": 0, "heard": 0.0}


class Coils(ModbusSequentialDataBlock):
    """The outputs; tells of each change, and lets the cabinet's coil draw its bolt."""

    def setValues(self, address, values):
        before = self.getValues(0, POINTS)
        super().setValues(address, [bool(value) for value in values])
        for coil, (was, now) in enumerate(zip(before, self.getValues(0, POINTS))):
            if was != now:
                peer.say(coil=coil, on=now)
                if coil == 0 and peer.options.lock is not None:
                    move_coil(now)


coils = Coils(0, [False] * POINTS)
store = ModbusSlaveContext(
    di=ModbusSequentialDataBlock(0, [False] * POINTS),
    co=coils,
    hr=ModbusSequentialDataBlock(MODE_FIRST, [peer.options.mode] * POINTS),
    zero_mode=True,
)


class CoilRequest(WriteSingleCoilRequest):
    """FC05 as these boards understand it: FF00, 0000, and at 0200h + n a pulse of so many tenths of a second."""

    def decode(self, data):
        self.address, self.value = struct.unpack(">HH", data)

    def execute(self, context):
        output = self.address - FLASH_FIRST
        if 0 <= output < POINTS:
            if not 1 <= self.value <= 0x7FFF:
                return self.doException(ModbusExceptions.IllegalValue)
            flash(output, self.value)
        elif not context.validate(self.function_code, self.address, 1):
            return self.doException(ModbusExceptions.IllegalAddress)
        elif self.value not in (ON, OFF):
            return self.doException(ModbusExceptions.IllegalValue)
        else:
            end_flash(self.address)
            context.setValues(self.function_code, self.address, [self.value == ON])
        return CoilReply(self.address, self.value)


class CoilsRequest(WriteMultipleCoilsRequest):
    """FC0F; like every normal write it ends the pulses of the outputs that it writes."""

    def execute(self, context):
        for output in range(self.address, self.address + len(self.values)):
            end_flash(output)
        return super().execute(context)


class CoilReply(WriteSingleCoilResponse):
    def encode(self):
        return struct.pack(">HH", self.address, self.value)


def flash(output, tenths):
    state["pulses"] += 1
    peer.say(pulse=state["pulses"], coil=output, tenths=tenths)
    if state["dropout"] > 0:
        mute(state["dropout"])
    end_flash(output)
    store.setValues(COIL_FUNCTION, output, [True])
    state["flash"][output] = peer.later(tenths / 10, lambda: store.setValues(COIL_FUNCTION, output, [False]))


def end_flash(output):
    if output in state["flash"]:
        state["flash"].pop(output)["off"] = True


def set_input(number, closed):
    store.setValues(INPUT_FUNCTION, number, [closed])


def move_coil(on):
    if state["latch"] is not None:
        state["latch"]["off"] = True
    if on:
        peer.later(BOLT_S, lambda: set_input(peer.options.lock, False))
    elif store.getValues(INPUT_FUNCTION, peer.options.door, 1)[0]:
        state["latch"] = peer.later(LATCH_S, lambda: set_input(peer.options.lock, True))


def move_door(opened):
    set_input(peer.options.door, not opened)
    if state["latch"] is not None:
        state["latch"]["off"] = True
    if not opened:
        state["latch"] = peer.later(BOLT_S, lambda: set_input(peer.options.lock, True))


def ring(number, left, on_s, off_s):
    set_input(peer.options.ring, True)
    peer.say(bell=True, ring=number)

    def pause():
        set_input(peer.options.ring, False)
        if left > 1:
            state["bell"] = peer.later(off_s, lambda: ring(number + 1, left - 1, on_s, off_s))

    state["bell"] = peer.later(on_s, pause)


def stop_ringing():
    if state["bell"] is not None:
        state["bell"]["off"] = True
    set_input(peer.options.ring, False)


def mute(for_ms):
    state["muted"] = True
    peer.later(for_ms / 1000, lambda: state.update(muted=False))


def on_command(command):
    if "ring" in command:
        ring(1, command["ring"], command.get("on", 1000) / 1000, command.get("off", 4000) / 1000)
    if "stop" in command:
        stop_ringing()
    if "lift" in command:
        if command["lift"]:
            stop_ringing()
        set_input(peer.options.hook, command["lift"])
    if "door" in command:
        move_door(command["door"] == "open")
    if "slot" in command:
        set_input(slots[command["slot"] - 1], command["occupied"])
    if "input" in command:
        set_input(command["input"], command["closed"])
    if "mute" in command:
        mute(command["mute"])
    if "dropout" in command:
        state["dropout"] = command["dropout"]
    if "count" in command:
        peer.say(pulses=state["pulses"], requests=state["requests"])


def on_request(request):
    state["requests"] += 1
    reply = request.execute(store)
    if request.unit_id == 0 or state["muted"]:
        return
    reply.unit_id, reply.transaction_id = request.unit_id, request.transaction_id
    peer.write(framer.buildPacket(reply))


def on_bytes(data):
    now = time.monotonic()
    if now - state["heard"] > GAP_S:
        framer.resetFrame()
    state["heard"] = now
    try:
        framer.processIncomingPacket(data, on_request, [0, peer.options.unit])
    except ModbusIOException:
        framer.resetFrame()


decoder = ServerDecoder()
decoder.register(CoilRequest)
decoder.register(CoilsRequest)
framer = ModbusRtuFramer(decoder)
if peer.options.door is not None:
    set_input(peer.options.door, True)
if peer.options.lock is not None:
    set_input(peer.options.lock, True)
for slot in slots:
    set_input(slot, True)
peer.on_bytes, peer.on_command = on_bytes, on_command
peer.run()
