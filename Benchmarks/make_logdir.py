"""Writes a logdir of TensorBoard's event files of a given size, with check sums, as its loggers write them, from a seed.

    python make_logdir.py FOLDER [--style torch|keras] [--runs 20] [--tags 35] [--steps 2857] [--seed 7]

`torch` is an event a value with `simple_value`, as torch, tensorboardX and Lightning write; `keras` is an event a value
with a tensor and the metadata of its tag, as TensorFlow 2 writes.
"""

import argparse
import pathlib
import random
import struct

POLYNOMIAL = 0x82F63B78  # Castagnoli's, reflected
START = 1_790_000_000.0


def crc_table():
    table = []
    for crc in range(256):
        for _ in range(8):
            crc = crc >> 1 ^ (POLYNOMIAL if crc & 1 else 0)
        table.append(crc)
    return table


TABLE = crc_table()


def masked_crc(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = crc >> 8 ^ TABLE[(crc ^ byte) & 0xFF]
    crc ^= 0xFFFFFFFF
    return ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF


def varint(number):
    encoded = bytearray()
    while number > 0x7F:
        encoded.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes(encoded) + bytes([number])


def field(key, content):
    return bytes([key]) + varint(len(content)) + content


HEADERS = {}


def record(data):
    if len(data) not in HEADERS:
        length = struct.pack("<Q", len(data))
        HEADERS[len(data)] = length + struct.pack("<I", masked_crc(length))
    return HEADERS[len(data)] + data + struct.pack("<I", masked_crc(data))


def event(wall_time, step, rest):
    return b"\x09" + struct.pack("<d", wall_time) + (b"\x10" + varint(step) if step else b"") + rest


SCALARS = field(0x4A, field(0x0A, field(0x0A, b"scalars")) + b"\x20\x01")  # metadata: plugin scalars, class scalar


def torch_value(tag, value):
    return field(0x0A, tag) + b"\x15" + struct.pack("<f", value)


def keras_value(tag, value):
    return field(0x0A, tag) + field(0x42, b"\x08\x01\x12\x00" + field(0x22, struct.pack("<f", value))) + SCALARS


STYLES = {"torch": torch_value, "keras": keras_value}


def write_logdir(folder, style, runs, tags, steps, seed=7):
    rng, write_value = random.Random(seed), STYLES[style]
    names = [f"{'train' if tag % 2 else 'validation'}/metric_{tag:02}".encode() for tag in range(tags)]
    for run in range(runs):
        path = folder / f"run_{run:04}"
        path.mkdir(parents=True)
        levels = [rng.random() + 0.5 for _ in names]
        with open(path / f"events.out.tfevents.{START:.0f}.host.{run}.0", "wb") as file:
            file.write(record(event(START, 0, field(0x1A, b"brain.Event:2"))))
            for step in range(steps):
                wall_time = START + step * 0.5 + rng.random() / 4
                for name, level in zip(names, levels):
                    value = write_value(name, level / (1 + step / 10) + rng.gauss(0, 0.01))
                    file.write(record(event(wall_time, step, field(0x2A, field(0x0A, value)))))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--style", choices=STYLES, default="torch")
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--tags", type=int, default=35)
    parser.add_argument("--steps", type=int, default=2857)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    write_logdir(arguments.folder, arguments.style, arguments.runs, arguments.tags, arguments.steps, arguments.seed)


if __name__ == "__main__":
    main()
