"""Addresses in the net, and whose word about others is believed."""

from ipaddress import IPv4Network, IPv6Network
from typing import TypeAlias

#: Addresses, or networks of them.
Networks: TypeAlias = tuple[IPv4Network | IPv6Network, ...]
#: This machine.
LOOPBACK: Networks = (IPv4Network("127.0.0.0/8"), IPv6Network("::1/128"))
