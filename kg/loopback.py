"""Tell a machine's own addresses from those that others can reach."""

from ipaddress import ip_address


def is_loopback(host: str) -> bool:
    """Whether a host name or address is that of this machine to itself."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
