"""A close by the pooled client against a fresh TLS connection per request, over a simulated round trip of 40 ms."""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import ssl
import statistics
import tempfile
import threading
import time
from pathlib import Path

import httpx
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from ctpanel.api.config import ServiceConfig
from ctpanel.api.reply import Call, JsonScalar
from ctpanel.api.transport import HttpTransport
from ctpanel.domain.budget import Priority
from ctpanel.domain.token import Token
from tests.bench.processes import TOKEN
from tests.bench.report import Figure, at_least, emit

ROUND_TRIP_S = 0.040
ROUNDS = 30
_ANSWER = b'{"closedPositions":[{"account":"Sim101","instrument":"MES 12-25","quantity":4}],"success":true}'
_HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n" % len(_ANSWER)


def certificate(folder: Path) -> tuple[Path, Path]:
    """A key and a certificate for this machine, made for this run."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    key_file, certificate_file = folder / "key.pem", folder / "certificate.pem"
    form = serialization.PrivateFormat.PKCS8
    key_file.write_bytes(key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()))
    certificate_file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return key_file, certificate_file


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError, ssl.SSLError):
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
            await reader.readexactly(int(length.split(b":")[1]))
            writer.write(_HEAD + _ANSWER)
            await writer.drain()
    writer.close()


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Every chunk arrives half a round trip after it came; chunks do not wait for each other."""
    loop = asyncio.get_running_loop()
    with contextlib.suppress(ConnectionError):
        while chunk := await reader.read(1 << 16):
            loop.call_later(ROUND_TRIP_S / 2, writer.write, chunk)
        await asyncio.sleep(ROUND_TRIP_S / 2)
    writer.close()


class Far(threading.Thread):
    """A TLS service behind a long line. Its first byte also waits for the round trip that opens a TCP connection."""

    def __init__(self, key: Path, chain: Path) -> None:
        super().__init__(name="far service", daemon=True)
        self._files = (key, chain)
        self.port = 0
        self.listening = threading.Event()

    def run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self._files[1], self._files[0])
        near = await asyncio.start_server(_answer, "127.0.0.1", 0, ssl=context)
        behind = near.sockets[0].getsockname()[1]

        async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await asyncio.sleep(ROUND_TRIP_S)
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", behind)
            await asyncio.gather(_carry(reader, far_writer), _carry(far_reader, writer))

        front = await asyncio.start_server(accept, "127.0.0.1", 0)
        self.port = front.sockets[0].getsockname()[1]
        self.listening.set()
        await front.serve_forever()


async def _pooled(base_url: str, chain: Path) -> list[float]:
    context = ssl.create_default_context(cafile=str(chain))
    transport = HttpTransport(
        ServiceConfig(base_url, "ws://127.0.0.1:1/x"), Token(TOKEN), mount=httpx.AsyncHTTPTransport(verify=context)
    )
    body: dict[str, JsonScalar] = {"instrument": "MES 12-25", "quantity": 4}
    found = []
    for _ in range(ROUNDS + 1):
        begin = time.monotonic()
        call = Call("POST", "/accounts/Sim101/positions/close", "ClosePosition", body=body, mutating=True)
        await transport.send(call, Priority.COMMAND)
        found.append(time.monotonic() - begin)
    await transport.aclose()
    return found[1:]  # reads have long opened a connection when somebody presses


def _fresh(base_url: str, chain: Path) -> list[float]:
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
    found = []
    for _ in range(ROUNDS):
        begin = time.monotonic()
        requests.post(
            f"{base_url}/v1/api/accounts/Sim101/positions/close",
            headers=headers, json={"instrument": "MES 12-25", "quantity": 4}, verify=str(chain), timeout=10,
        )  # fmt: skip
        found.append(time.monotonic() - begin)
    return found


def measure() -> list[Figure]:
    """The same service for both, in one run."""
    with tempfile.TemporaryDirectory(prefix="ctpanel-bench-") as folder:
        key, chain = certificate(Path(folder))
        far = Far(key, chain)
        far.start()
        far.listening.wait(10.0)
        base_url = f"https://localhost:{far.port}"
        pooled = statistics.median(asyncio.run(_pooled(base_url, chain))) * 1000
        fresh = statistics.median(_fresh(base_url, chain)) * 1000
    notes = {"pooled_ms": pooled, "fresh_ms": fresh, "round_trip_ms": ROUND_TRIP_S * 1000}
    return [
        at_least("fresh TLS connection per request ÷ pooled client, to the answer", fresh / pooled, "×", 2.5, **notes)
    ]


if __name__ == "__main__":
    emit(measure())
