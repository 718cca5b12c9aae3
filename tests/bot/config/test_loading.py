"""Settings: one file, the environment over it, every problem at once, and no secret shown."""

from pathlib import Path

import pytest

from bot.config.loading import load_settings, variable
from bot.config.readers import READERS
from bot.config.settings import Push, Settings
from bot.networks import LOOPBACK
from plans.problems import UserError


def codes(folder: Path, environment: dict[str, str]) -> list[str]:
    """The codes of the problems that loading reports."""
    with pytest.raises(UserError) as caught:
        load_settings(folder, environment)
    return [problem.code for problem in caught.value.problems]


def test_without_file_and_environment_the_defaults_hold(tmp_path: Path) -> None:
    assert load_settings(tmp_path, {"PATH": "/bin"}) == Settings()


def test_the_file_is_read_even_as_notepad_writes_it(tmp_path: Path) -> None:
    text = '\ufeffport = 9000\r\n[telegram]\r\nmode = "polling"\r\ntoken = "1:a"\r\n'
    (tmp_path / "dondoc.toml").write_bytes(text.encode())
    settings = load_settings(tmp_path, {})
    assert (settings.port, settings.telegram.token) == (9000, "1:a")


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "dondoc.toml").write_text("port = 9000", encoding="utf-8")
    assert load_settings(tmp_path, {"DONDOC_PORT": "9001"}).port == 9001


def test_a_secret_may_stand_in_a_file_of_its_own(tmp_path: Path) -> None:
    secret = tmp_path / "token"
    secret.write_text("1:secret\n", encoding="utf-8")
    assert load_settings(tmp_path, {"DONDOC_TELEGRAM_TOKEN_FILE": str(secret)}).telegram.token == "1:secret"


def test_a_secret_given_twice_or_in_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    missing = str(tmp_path / "missing")
    both = {"DONDOC_TELEGRAM_TOKEN": "1:a", "DONDOC_TELEGRAM_TOKEN_FILE": missing}
    assert codes(tmp_path, both) == ["config.twice"]
    assert codes(tmp_path, {"DONDOC_TELEGRAM_TOKEN_FILE": missing}) == ["config.secret_unreadable"]


def test_all_problems_are_reported_together(tmp_path: Path) -> None:
    (tmp_path / "dondoc.toml").write_text('colour = "red"\npublic_url = "dondoc"', encoding="utf-8")
    environment = {"DONDOC_PORT": "70000", "DONDOC_TELEGRAM_MODE": "fax", "DONDOC_TELEGRAM_TOKN": "x"}
    assert sorted(codes(tmp_path, environment)) == [
        "config.expected_mode",
        "config.expected_port",
        "config.expected_site",
        "config.unknown",
        "config.unknown",
    ]


@pytest.mark.parametrize("address", ["dondoc", "ftp://x.vn", "https://x.vn/dondoc", "https://x.vn?a", "https://u@x.vn"])
def test_the_public_address_is_a_whole_site(tmp_path: Path, address: str) -> None:
    assert codes(tmp_path, {"DONDOC_PUBLIC_URL": address}) == ["config.expected_site"]
    assert load_settings(tmp_path, {"DONDOC_PUBLIC_URL": "https://x.vn/"}).public_url == "https://x.vn"


def test_a_broken_file_is_named_and_nothing_is_guessed(tmp_path: Path) -> None:
    (tmp_path / "dondoc.toml").write_text("port = = 1", encoding="utf-8")
    assert codes(tmp_path, {}) == ["config.unreadable"]


def test_a_webhook_needs_an_address_and_a_secret_that_telegram_accepts(tmp_path: Path) -> None:
    hook = {"DONDOC_TELEGRAM_TOKEN": "1:a", "DONDOC_TELEGRAM_MODE": "webhook"}
    assert codes(tmp_path, hook) == ["config.webhook_needs_url", "config.webhook_needs_secret"]
    assert codes(tmp_path, {"DONDOC_TELEGRAM_WEBHOOK_SECRET": "dấu cách"}) == ["config.expected_secret"]


def test_secrets_are_neither_printed_nor_quoted_in_problems(tmp_path: Path) -> None:
    settings = load_settings(
        tmp_path, {"DONDOC_TELEGRAM_TOKEN": "1:s3cret", "DONDOC_TELEGRAM_PROXY": "http://u:pw@h:1"}
    )
    assert "s3cret" not in repr(settings)
    assert "pw" not in repr(settings)
    with pytest.raises(UserError) as caught:
        load_settings(tmp_path, {"DONDOC_TELEGRAM_PROXY": "ftp://u:pw@h"})
    assert "pw" not in str([problem.values for problem in caught.value.problems])


def test_every_setting_has_its_own_variable() -> None:
    assert len({variable(name) for name in READERS}) == len(READERS)


def test_an_empty_host_is_refused_because_it_would_listen_everywhere(tmp_path: Path) -> None:
    assert codes(tmp_path, {"DONDOC_HOST": ""}) == ["config.expected_host"]
    assert codes(tmp_path, {"DONDOC_HOST": "http://127.0.0.1/"}) == ["config.expected_host"]
    assert load_settings(tmp_path, {"DONDOC_HOST": "::1"}).host == "::1"


@pytest.mark.parametrize(("said", "meant"), [("true", True), ("1", True), ("Có", True), ("off", False), ("", False)])
def test_lists_of_persons_go_over_telegram_only_when_it_is_said(tmp_path: Path, said: str, meant: bool) -> None:
    assert load_settings(tmp_path, {"DONDOC_TELEGRAM_LISTS": said}).telegram.lists is meant
    assert load_settings(tmp_path, {}).telegram.lists is False


def test_a_switch_is_on_or_off(tmp_path: Path) -> None:
    (tmp_path / "dondoc.toml").write_text("[telegram]\nlists = true", encoding="utf-8")
    assert load_settings(tmp_path, {}).telegram.lists is True
    assert codes(tmp_path, {"DONDOC_TELEGRAM_LISTS": "maybe"}) == ["config.expected_switch"]


def test_a_secrets_file_is_looked_for_beside_the_settings_that_name_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "dondoc.toml").write_text('[telegram]\ntoken_file = "token"', encoding="utf-8")
    (tmp_path / "token").write_text("1:secret", encoding="utf-8")
    monkeypatch.chdir("/")
    assert load_settings(tmp_path, {}).telegram.token == "1:secret"


def test_a_mail_server_needs_a_sender_and_a_login_both_its_halves(tmp_path: Path) -> None:
    assert codes(tmp_path, {"DONDOC_MAIL_HOST": "mail.so.vn"}) == ["config.mail_needs_sender"]
    assert codes(tmp_path, {"DONDOC_MAIL_PORT": "25"}) == ["config.mail_needs_host"]
    whole = {"DONDOC_MAIL_HOST": "mail.so.vn", "DONDOC_MAIL_SENDER": "Đôn Đốc <dondoc@so.vn>"}
    assert load_settings(tmp_path, whole).mail.security == "starttls"
    assert codes(tmp_path, whole | {"DONDOC_MAIL_USER": "dondoc"}) == ["config.mail_needs_both"]
    assert codes(tmp_path, whole | {"DONDOC_MAIL_SECURITY": "ssl"}) == ["config.expected_security"]


@pytest.mark.parametrize("sender", ["Đôn Đốc", "a@b\nBcc: c@d.vn", "làn@so.vn", "a b@so.vn"])
def test_a_sender_is_an_address(tmp_path: Path, sender: str) -> None:
    assert codes(tmp_path, {"DONDOC_MAIL_HOST": "mail.so.vn", "DONDOC_MAIL_SENDER": sender}) == [
        "config.expected_sender",
        "config.mail_needs_sender",
    ]


def test_our_own_calendar_server_is_on_until_another_one_is_named(tmp_path: Path) -> None:
    assert load_settings(tmp_path, {}).caldav.own_server
    assert not load_settings(tmp_path, {"DONDOC_CALDAV_EMBEDDED": "off"}).caldav.own_server
    other = {"DONDOC_CALDAV_URL": "https://lich.so.vn/dav/"}
    assert load_settings(tmp_path, other).caldav.url == "https://lich.so.vn/dav/"
    assert not load_settings(tmp_path, other).caldav.own_server


def test_another_calendar_server_needs_all_that_it_asks_for(tmp_path: Path) -> None:
    assert codes(tmp_path, {"DONDOC_CALDAV_PROXY": "http://p:1"}) == ["config.caldav_needs_url"]
    url = {"DONDOC_CALDAV_URL": "https://lich.so.vn/"}
    assert codes(tmp_path, url | {"DONDOC_CALDAV_USER": "dondoc"}) == ["config.caldav_needs_both"]
    assert codes(tmp_path, url | {"DONDOC_CALDAV_CA": "no.pem"}) == ["config.caldav_ca_missing"]
    assert codes(tmp_path, {"DONDOC_CALDAV_URL": "lich.so.vn"}) == ["config.expected_dav_url"]


def test_a_password_in_the_calendar_servers_address_is_refused_and_not_shown(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        load_settings(tmp_path, {"DONDOC_CALDAV_URL": "https://u:s3cret@lich.so.vn/"})
    assert "s3cret" not in repr(caught.value.problems)


def test_the_certificates_and_the_password_file_stand_beside_the_settings(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("-", encoding="utf-8")
    (tmp_path / "pw").write_text("geheim\n", encoding="utf-8")
    said = '[caldav]\nurl = "https://lich.so.vn"\nuser = "d"\npassword_file = "pw"\nca = "ca.pem"\n'
    (tmp_path / "dondoc.toml").write_text(said, encoding="utf-8")
    caldav = load_settings(tmp_path, {}).caldav
    assert (caldav.password, caldav.ca) == ("geheim", str(tmp_path / "ca.pem"))
    assert "geheim" not in repr(caldav)
    (tmp_path / "dondoc.toml").write_text('[caldav]\nca = ""\n', encoding="utf-8")
    assert load_settings(tmp_path, {}).caldav.own_server


def test_trusted_proxies_are_addresses_or_networks(tmp_path: Path) -> None:
    assert load_settings(tmp_path, {}).trusted_proxies == LOOPBACK
    said = {"DONDOC_TRUSTED_PROXIES": "10.0.0.5, 192.168.0.0/24"}
    assert [str(each) for each in load_settings(tmp_path, said).trusted_proxies] == ["10.0.0.5/32", "192.168.0.0/24"]
    (tmp_path / "dondoc.toml").write_text('trusted_proxies = ["10.0.0.5", "::1"]', encoding="utf-8")
    assert [str(each) for each in load_settings(tmp_path, {}).trusted_proxies] == ["10.0.0.5/32", "::1/128"]
    assert codes(tmp_path, {"DONDOC_TRUSTED_PROXIES": "everybody"}) == ["config.expected_networks"]
    assert load_settings(tmp_path, {"DONDOC_TRUSTED_PROXIES": ""}).trusted_proxies == ()


def test_browsers_are_told_of_news_unless_the_office_says_no(tmp_path: Path) -> None:
    assert load_settings(tmp_path, {}).push == Push()
    said = {
        "DONDOC_PUSH_ENABLED": "off",
        "DONDOC_PUSH_PROXY": "http://proxy.so.vn:3128",
        "DONDOC_PUSH_SERVICES": "https://push.so.vn, https://push2.so.vn:8443",
    }
    services = ("https://push.so.vn", "https://push2.so.vn:8443")
    assert load_settings(tmp_path, said).push == Push(False, "http://proxy.so.vn:3128", services)
    assert codes(tmp_path, {"DONDOC_PUSH_SERVICES": "push.so.vn"}) == ["config.expected_site"]
