"""Simulated time in the many notations of the service."""

from datetime import datetime, timedelta, timezone

from ctpanel.domain.record import record

# Winter time all year: nothing here needs the clocks to change.
EASTERN = timezone(timedelta(hours=-5))


@record
class WallTime:
    """Turns simulated time into the many notations of the service; `began` is the wall time of second zero."""

    began: datetime

    def at(self, now_us: int) -> datetime:
        return self.began + timedelta(microseconds=now_us)

    def epoch_ms(self, now_us: int) -> int:
        return int(self.at(now_us).timestamp() * 1000)

    def seven_digits(self, now_us: int, zoned: bool = True) -> str:
        """ISO text with .NET's seven fractional digits, New York's offset or no zone at all."""
        local = self.at(now_us).astimezone(EASTERN)
        return f"{local:%Y-%m-%dT%H:%M:%S}.{local.microsecond:06d}7" + ("-05:00" if zoned else "")
