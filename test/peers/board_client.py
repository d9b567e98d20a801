"""The host of an I/O board, for tests of our virtual boards: pymodbus's own client on a serial port.

  /usr/bin/python3 board_client.py --port PATH [--unit 1] [--baud 9600]

Commands:  {"call": "read_discrete_inputs", "with": [0, 8]}   any method of pymodbus's client and its arguments
Facts:     {"ready": …} {"bits": […]} {"registers": […]} {"written": true} {"exception": 2} {"failed": "no reply"}
"""
import argparse
import json
import sys

from pymodbus.client import ModbusSerialClient
from pymodbus.pdu import ExceptionResponse

TIMEOUT_S = 2

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--port", required=True)
parser.add_argument("--unit", type=int, default=1)
parser.add_argument("--baud", type=int, default=9600)
options = parser.parse_args()
client = ModbusSerialClient(options.port, baudrate=options.baud, timeout=TIMEOUT_S, retries=0)


def fact_of(call, arguments):
    reply = getattr(client, call)(*arguments, slave=options.unit)
    if isinstance(reply, ExceptionResponse):
        return {"exception": reply.exception_code}
    if reply.isError():
        return {"failed": str(reply)}
    if call.startswith("write"):
        return {"written": True}
    return {"bits": reply.bits} if hasattr(reply, "bits") else {"registers": reply.registers}


print(json.dumps({"ready": client.connect()}), flush=True)
for line in sys.stdin:
    command = json.loads(line)
    print(json.dumps(fact_of(command["call"], command["with"])), flush=True)
