"""What a JSON schema cannot say of a profile."""

from decimal import Decimal

import schemathesis

# Amounts are decimals of at most so many places behind the point (crates/screening/src/profile.rs).
PLACES = 28


def numbers(value):
    """Every number in a piece of JSON."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [number for member in value for number in numbers(member)]
    return [value] if isinstance(value, float) else []


@schemathesis.hook
def filter_body(context, body):
    """Leaves out amounts of more places than a decimal has; `sangloc` refuses them, and says so."""
    exponents = [Decimal(repr(number)).as_tuple().exponent for number in numbers(body)]
    return all(not isinstance(places, int) or places >= -PLACES for places in exponents)


@schemathesis.deserializer("application/octet-stream")
def rulebook_file(context, response):
    """A file is text as far as a schema goes."""
    return response.content.decode("utf-8")
