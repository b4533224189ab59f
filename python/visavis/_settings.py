"""The settings of a template."""

from __future__ import annotations

from dataclasses import dataclass

from ._enums import Level
from ._plain import Flag, Maybe, Plain


@dataclass(frozen=True)
class SettingsDraft(Plain):
    """Settings to set: those left out stay as they are, or take their defaults.

    >>> SettingsDraft(name="Check-in", days=14).to_dict()
    {'name': 'Check-in', 'days': 14}
    """

    name: Maybe[str] = None
    description: Maybe[str] = None
    administrators: Maybe[Level] = None
    skip_levels: Maybe[Level] = None
    confirm_meeting: Maybe[bool] = None
    confirm_before_submitting: Maybe[bool] = None
    goals: Maybe[bool] = None
    start_notification: Maybe[bool] = None
    days: Maybe[int] = None
    only_managers_initiate: Maybe[bool] = None


@dataclass(frozen=True)
class Settings(Plain):
    """The settings of a template, which can change while conversations go on."""

    name: str
    description: str
    administrators: Level
    skip_levels: Level
    confirm_meeting: bool
    confirm_before_submitting: Flag
    goals: bool
    start_notification: bool
    days: Maybe[int]
    only_managers_initiate: bool
