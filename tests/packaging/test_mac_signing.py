"""What is signed in a macOS app bundle, and in which order: an unsigned or late inner part spoils the whole."""

import importlib
from pathlib import Path
from types import ModuleType

import pytest

MAC = Path(__file__).parents[2] / "packaging" / "macos"
CODE = bytes.fromhex("cffaedfe") + b"..."


@pytest.fixture
def sign(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(MAC)
    return importlib.import_module("sign")


def test_all_code_is_signed_from_the_inside_out(sign: ModuleType, tmp_path: Path) -> None:
    app = tmp_path / "ctpanel.app"
    files = {
        "Contents/MacOS/ctpanel": CODE,
        "Contents/Frameworks/Python": CODE,
        "Contents/Frameworks/libpyside6.abi3.6.11.dylib": CODE,
        "Contents/Frameworks/msgspec/_core.so": bytes.fromhex("cafebabe"),
        "Contents/Frameworks/QtCore.framework/Versions/A/QtCore": CODE,
        "Contents/Frameworks/QtCore.framework/Versions/A/Resources/Info.plist": b"<plist/>",
        "Contents/Resources/licenses/readme.so": b"a text",
        "Contents/Resources/empty": b"",
    }
    for name, content in files.items():
        (app / name).parent.mkdir(parents=True, exist_ok=True)
        (app / name).write_bytes(content)
    (app / "Contents/Resources/Python").symlink_to("../Frameworks/Python")
    signed = [path.relative_to(app / "Contents/Frameworks").as_posix() for path in sign.inner_code(app)]
    assert sorted(signed) == [
        "Python",
        "QtCore.framework",
        "QtCore.framework/Versions/A/QtCore",
        "libpyside6.abi3.6.11.dylib",
        "msgspec/_core.so",
    ]
    assert signed.index("QtCore.framework/Versions/A/QtCore") < signed.index("QtCore.framework")
