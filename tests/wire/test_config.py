"""Addresses that could leak the token are refused."""

import pytest

from ctpanel.api.config import ConfigRefused, ServiceConfig


def test_the_service_itself_is_the_default() -> None:
    config = ServiceConfig()
    assert (config.root, config.stream_url) == ("https://app.crosstrade.io", "wss://app.crosstrade.io/ws/stream")
    assert config.trust_env
    assert not config.stream_is_local


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST", "127.8.0.1", "[::1]"])
def test_plain_is_allowed_to_this_machine_and_no_proxy_stands_between(host: str) -> None:
    config = ServiceConfig(base_url=f"http://{host}:8080/", stream_url=f"ws://{host}:8080/ws/stream")
    assert config.root == f"http://{host}:8080"
    assert not config.trust_env
    assert config.stream_is_local


@pytest.mark.parametrize(
    "url",
    [
        "http://app.crosstrade.io",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "ftp://app.crosstrade.io",
        "app.crosstrade.io",
        "https://",
        "https:///v1",
        "https://user:pass@app.crosstrade.io",
        "https://user@app.crosstrade.io",
        "http://127.0.0.1@example.com",
        "http://example.com\\@127.0.0.1",
        "https://app.crosstrade.io?token=x",
        "https://app.crosstrade.io/#x",
        "https://app.crosstrade.io:99999",
        "https://app.cross trade.io",
        "https://app.crosstrade.io\r\nX: y",
        "https://\u0430pp.crosstrade.io",
        "https://[::1",
        "",
    ],
)
def test_any_other_address_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(ConfigRefused) as caught:
        ServiceConfig(base_url=url)
    assert len(url) < 10 or url not in str(caught.value)
    with pytest.raises(ConfigRefused):
        ServiceConfig(stream_url=url.replace("http", "ws"))
