# Written by `make surfaces` from what `core` has committed; changes belong there.
# ruff: noqa: E501
"""The registry of refusals."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ._enums import Category, ParameterType
from ._rules import Rule
from ._words import Registered, Wording

REFUSALS: Final[Mapping[str, Registered]] = MappingProxyType(
    {
        "not-found": Registered(
            rule=Rule.VIS_16,
            category=Category.NOT_FOUND,
            message="there is no such conversation, or you have no part in it",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "conversations-off": Registered(
            rule=Rule.TPL_18,
            category=Category.NOT_NOW,
            message="conversations are turned off in this organisation",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "not-super-admin": Registered(
            rule=Rule.TPL_15,
            category=Category.NOT_ALLOWED,
            message="only Super Admins create, change and deploy templates and cycles",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "inactive-person": Registered(
            rule=Rule.PAR_5,
            category=Category.NOT_ALLOWED,
            message="this account is inactive",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "command-id-reused": Registered(
            rule=Rule.XCT_8,
            category=Category.CONFLICT,
            message="this command id was used before for a different command; give a new one",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "document-invalid": Registered(
            rule=Rule.XCT_3,
            category=Category.INVALID,
            message="what was sent cannot be read",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "null-character": Registered(
            rule=Rule.LIM_12,
            category=Category.INVALID,
            message="a text cannot contain the character U+0000",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "name-empty": Registered(
            rule=Rule.LIM_1,
            category=Category.INVALID,
            message="a name needs at least 1 visible character",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "name-not-one-line": Registered(
            rule=Rule.LIM_1,
            category=Category.INVALID,
            message="a name is one line, without line breaks, tabs and other control characters",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "name-too-long": Registered(
            rule=Rule.LIM_1,
            category=Category.INVALID,
            message="a name has at most {max} characters; this one has {count}",
            parameters=MappingProxyType(
                {
                    "max": ParameterType.NUMBER,
                    "count": ParameterType.NUMBER,
                }
            ),
            wordings=(),
        ),
        "question-text-empty": Registered(
            rule=Rule.LIM_2,
            category=Category.INVALID,
            message="the text of a question needs at least 1 visible character",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "question-text-too-long": Registered(
            rule=Rule.LIM_2,
            category=Category.INVALID,
            message="the text of a question has at most {max} characters; this one has {count}",
            parameters=MappingProxyType(
                {
                    "max": ParameterType.NUMBER,
                    "count": ParameterType.NUMBER,
                }
            ),
            wordings=(),
        ),
        "answer-too-long": Registered(
            rule=Rule.LIM_3,
            category=Category.INVALID,
            message="a paragraph answer has at most {max} characters; this one has {count}",
            parameters=MappingProxyType(
                {
                    "max": ParameterType.NUMBER,
                    "count": ParameterType.NUMBER,
                }
            ),
            wordings=(),
        ),
        "too-many-words": Registered(
            rule=Rule.LIM_4,
            category=Category.INVALID,
            message="this question takes at most {max} words; the answer has {count}",
            parameters=MappingProxyType(
                {
                    "max": ParameterType.NUMBER,
                    "count": ParameterType.NUMBER,
                }
            ),
            wordings=(
                Wording(
                    parameter="max",
                    value=1,
                    message="this question takes at most 1 word; the answer has {count}",
                ),
            ),
        ),
        "word-limit-too-small": Registered(
            rule=Rule.LIM_4,
            category=Category.INVALID,
            message="a word limit is at least 1",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "notes-too-long": Registered(
            rule=Rule.LIM_5,
            category=Category.INVALID,
            message="notes have at most {max} characters; these have {count}",
            parameters=MappingProxyType(
                {
                    "max": ParameterType.NUMBER,
                    "count": ParameterType.NUMBER,
                }
            ),
            wordings=(),
        ),
        "scale-out-of-range": Registered(
            rule=Rule.LIM_6,
            category=Category.INVALID,
            message="a scale ends at a value from {min} to {max}, not at {value}",
            parameters=MappingProxyType(
                {
                    "min": ParameterType.NUMBER,
                    "max": ParameterType.NUMBER,
                    "value": ParameterType.NUMBER,
                }
            ),
            wordings=(),
        ),
        "not-on-scale": Registered(
            rule=Rule.LIM_6,
            category=Category.INVALID,
            message="the scale runs from 1 to {max}; the answer is not on it",
            parameters=MappingProxyType(
                {
                    "max": ParameterType.NUMBER,
                }
            ),
            wordings=(),
        ),
        "stars-out-of-range": Registered(
            rule=Rule.LIM_7,
            category=Category.INVALID,
            message="a star rating has 1 to {max} stars, not {value}",
            parameters=MappingProxyType(
                {
                    "max": ParameterType.NUMBER,
                    "value": ParameterType.NUMBER,
                }
            ),
            wordings=(),
        ),
        "not-a-rating": Registered(
            rule=Rule.LIM_7,
            category=Category.INVALID,
            message="this question takes a rating of 1 to {max} stars; the answer is outside",
            parameters=MappingProxyType(
                {
                    "max": ParameterType.NUMBER,
                }
            ),
            wordings=(
                Wording(
                    parameter="max",
                    value=1,
                    message="this question takes a rating of 1 star; the answer is another",
                ),
            ),
        ),
        "options-out-of-range": Registered(
            rule=Rule.LIM_8,
            category=Category.INVALID,
            message="a multi-select has 1 to {max} options; this one has {count}",
            parameters=MappingProxyType(
                {
                    "max": ParameterType.NUMBER,
                    "count": ParameterType.NUMBER,
                }
            ),
            wordings=(),
        ),
        "option-empty": Registered(
            rule=Rule.LIM_8,
            category=Category.INVALID,
            message="an option needs at least 1 visible character",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "option-not-one-line": Registered(
            rule=Rule.LIM_8,
            category=Category.INVALID,
            message="an option is one line, without line breaks, tabs and other control characters",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "option-too-long": Registered(
            rule=Rule.LIM_8,
            category=Category.INVALID,
            message="an option has at most {max} characters; this one has {count}",
            parameters=MappingProxyType(
                {
                    "max": ParameterType.NUMBER,
                    "count": ParameterType.NUMBER,
                }
            ),
            wordings=(),
        ),
        "option-repeated": Registered(
            rule=Rule.LIM_8,
            category=Category.INVALID,
            message="two options of a multi-select are the same",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "not-an-option": Registered(
            rule=Rule.LIM_8,
            category=Category.INVALID,
            message="this is not one of the question's options",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "option-chosen-twice": Registered(
            rule=Rule.LIM_8,
            category=Category.INVALID,
            message="an option can be chosen only once; this answer has one twice",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "days-out-of-range": Registered(
            rule=Rule.LIM_9,
            category=Category.INVALID,
            message="an anytime template gives {min} to {max} days, not {value}",
            parameters=MappingProxyType(
                {
                    "min": ParameterType.NUMBER,
                    "max": ParameterType.NUMBER,
                    "value": ParameterType.NUMBER,
                }
            ),
            wordings=(),
        ),
        "description-too-long": Registered(
            rule=Rule.LIM_13,
            category=Category.INVALID,
            message="a description has at most {max} characters; this one has {count}",
            parameters=MappingProxyType(
                {
                    "max": ParameterType.NUMBER,
                    "count": ParameterType.NUMBER,
                }
            ),
            wordings=(),
        ),
        "too-many-questions": Registered(
            rule=Rule.LIM_13,
            category=Category.INVALID,
            message="a list has at most {max} questions; this one has {count}",
            parameters=MappingProxyType(
                {
                    "max": ParameterType.NUMBER,
                    "count": ParameterType.NUMBER,
                }
            ),
            wordings=(),
        ),
        "date-out-of-range": Registered(
            rule=Rule.TIM_9,
            category=Category.INVALID,
            message="dates run from 1970-01-01 to 2099-12-31; this one, or a date that follows from it, is outside",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "not-a-date": Registered(
            rule=Rule.TIM_1,
            category=Category.INVALID,
            message="a date is a day of the calendar, written like 2026-03-31",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "zone-unknown": Registered(
            rule=Rule.TIM_1,
            category=Category.INVALID,
            message="there is no such time zone; give its IANA name, like Europe/Paris",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "date-does-not-exist": Registered(
            rule=Rule.TIM_3,
            category=Category.INVALID,
            message="{date} does not exist in the organisation's time zone",
            parameters=MappingProxyType(
                {
                    "date": ParameterType.DATE,
                }
            ),
            wordings=(),
        ),
        "template-refused": Registered(
            rule=Rule.TPL_1,
            category=Category.INVALID,
            message="the template has faults; they are listed",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "days-of-scheduled": Registered(
            rule=Rule.TPL_1,
            category=Category.INVALID,
            message="only an anytime template gives a number of days; a scheduled conversation ends with its cycle",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "not-scheduled": Registered(
            rule=Rule.TPL_1,
            category=Category.INVALID,
            message="an anytime template has no cycles",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "not-anytime": Registered(
            rule=Rule.TPL_1,
            category=Category.INVALID,
            message="a conversation from a scheduled template cannot be started by hand",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "questions-missing": Registered(
            rule=Rule.TPL_4,
            category=Category.INVALID,
            message="whoever responds needs at least one question",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "questions-unexpected": Registered(
            rule=Rule.TPL_4,
            category=Category.INVALID,
            message="whoever does not respond cannot have questions",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "question-id-repeated": Registered(
            rule=Rule.TPL_4,
            category=Category.INVALID,
            message="another question has this id already",
            parameters=MappingProxyType(
                {
                    "question": ParameterType.QUESTION,
                }
            ),
            wordings=(),
        ),
        "confidential-anytime": Registered(
            rule=Rule.TPL_7,
            category=Category.INVALID,
            message="only scheduled templates can have confidential questions",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "contributors-anytime": Registered(
            rule=Rule.TPL_8,
            category=Category.INVALID,
            message="only scheduled templates can have contributors",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "contributors-off": Registered(
            rule=Rule.TPL_8,
            category=Category.INVALID,
            message="what contributors see can be set only if there are contributors",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "contributors-without-manager": Registered(
            rule=Rule.TPL_8,
            category=Category.INVALID,
            message="a template in which only the direct report responds cannot have contributors",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "initiator-of-scheduled": Registered(
            rule=Rule.TPL_9,
            category=Category.INVALID,
            message="the option that only managers can initiate is for anytime templates only",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "template-id-taken": Registered(
            rule=Rule.TPL_14,
            category=Category.CONFLICT,
            message="the copy of a template needs an id of its own",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "question-unknown": Registered(
            rule=Rule.TPL_6,
            category=Category.INVALID,
            message="the template has no such question to clone",
            parameters=MappingProxyType(
                {
                    "question": ParameterType.QUESTION,
                }
            ),
            wordings=(),
        ),
        "level-lowered": Registered(
            rule=Rule.TPL_11,
            category=Category.NOT_NOW,
            message="an access level of a scheduled template cannot be lowered while {in_progress} conversations of it are in progress",
            parameters=MappingProxyType(
                {
                    "in_progress": ParameterType.NUMBER,
                }
            ),
            wordings=(
                Wording(
                    parameter="in_progress",
                    value=1,
                    message="an access level of a scheduled template cannot be lowered while 1 conversation of it is in progress",
                ),
            ),
        ),
        "undeployed-in-progress": Registered(
            rule=Rule.TPL_13,
            category=Category.CONFLICT,
            message="undeploying would destroy {in_progress} conversations in progress; acknowledge that number to go on",
            parameters=MappingProxyType(
                {
                    "in_progress": ParameterType.NUMBER,
                }
            ),
            wordings=(
                Wording(
                    parameter="in_progress",
                    value=1,
                    message="undeploying would destroy 1 conversation in progress; acknowledge that number to go on",
                ),
            ),
        ),
        "destroyed-miscounted": Registered(
            rule=Rule.TPL_13,
            category=Category.CONFLICT,
            message="you acknowledged the loss of {acknowledged} conversations, but {in_progress} are in progress",
            parameters=MappingProxyType(
                {
                    "acknowledged": ParameterType.NUMBER,
                    "in_progress": ParameterType.NUMBER,
                }
            ),
            wordings=(
                Wording(
                    parameter="acknowledged",
                    value=1,
                    message="you acknowledged the loss of 1 conversation, but {in_progress} are in progress",
                ),
                Wording(
                    parameter="in_progress",
                    value=1,
                    message="you acknowledged the loss of {acknowledged} conversations, but 1 is in progress",
                ),
            ),
        ),
        "not-deployed": Registered(
            rule=Rule.TPL_12,
            category=Category.NOT_NOW,
            message="this template is not deployed",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "question-locked": Registered(
            rule=Rule.TPL_16,
            category=Category.NOT_NOW,
            message="a cycle that has yet to launch has a lock date on this question; the question can be removed once that lock date is taken away",
            parameters=MappingProxyType(
                {
                    "question": ParameterType.QUESTION,
                    "cycle": ParameterType.CYCLE,
                }
            ),
            wordings=(),
        ),
        "content-in-progress": Registered(
            rule=Rule.TPL_16,
            category=Category.NOT_NOW,
            message="the content of a scheduled template cannot be edited while {in_progress} conversations of it are in progress",
            parameters=MappingProxyType(
                {
                    "in_progress": ParameterType.NUMBER,
                }
            ),
            wordings=(
                Wording(
                    parameter="in_progress",
                    value=1,
                    message="the content of a scheduled template cannot be edited while 1 conversation of it is in progress",
                ),
            ),
        ),
        "not-counterparts": Registered(
            rule=Rule.ANY_1,
            category=Category.NOT_ALLOWED,
            message="an anytime conversation is between a direct report and that person's manager; the directory does not pair these two",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "managers-initiate": Registered(
            rule=Rule.ANY_2,
            category=Category.NOT_ALLOWED,
            message="only the manager can start a conversation from this template",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "cycle-refused": Registered(
            rule=Rule.CYC_1,
            category=Category.INVALID,
            message="the cycle has faults; they are listed",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "end-not-after-start": Registered(
            rule=Rule.CYC_1,
            category=Category.INVALID,
            message="a cycle ends after its start; {end} is not after {start}",
            parameters=MappingProxyType(
                {
                    "start": ParameterType.DATE,
                    "end": ParameterType.DATE,
                }
            ),
            wordings=(),
        ),
        "start-in-past": Registered(
            rule=Rule.CYC_3,
            category=Category.INVALID,
            message="a cycle cannot start before today; {start} is before {today}",
            parameters=MappingProxyType(
                {
                    "start": ParameterType.DATE,
                    "today": ParameterType.DATE,
                }
            ),
            wordings=(),
        ),
        "already-launched": Registered(
            rule=Rule.CYC_3,
            category=Category.NOT_NOW,
            message="the start of a cycle can be changed only until its launch",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "never-launches": Registered(
            rule=Rule.CYC_3,
            category=Category.NOT_NOW,
            message="the cycle was not ready before its end boundary and never launches",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "end-passed": Registered(
            rule=Rule.CYC_5,
            category=Category.NOT_NOW,
            message="the end date could be changed until the end of {date}, which has passed",
            parameters=MappingProxyType(
                {
                    "date": ParameterType.DATE,
                }
            ),
            wordings=(),
        ),
        "end-in-past": Registered(
            rule=Rule.CYC_5,
            category=Category.INVALID,
            message="a cycle cannot end before today; {end} is before {today}",
            parameters=MappingProxyType(
                {
                    "end": ParameterType.DATE,
                    "today": ParameterType.DATE,
                }
            ),
            wordings=(),
        ),
        "grace-passed": Registered(
            rule=Rule.CYC_6,
            category=Category.NOT_NOW,
            message="the days of grace could be changed until the end of {date}, when the cycle closed",
            parameters=MappingProxyType(
                {
                    "date": ParameterType.DATE,
                }
            ),
            wordings=(),
        ),
        "grace-in-past": Registered(
            rule=Rule.CYC_6,
            category=Category.INVALID,
            message="grace cannot end before today; its last day would be {last}, before {today}",
            parameters=MappingProxyType(
                {
                    "last": ParameterType.DATE,
                    "today": ParameterType.DATE,
                }
            ),
            wordings=(),
        ),
        "lock-settled": Registered(
            rule=Rule.CYC_7,
            category=Category.NOT_NOW,
            message="whether answers lock on share can be changed only until the launch",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "lock-out-of-order": Registered(
            rule=Rule.CYC_8,
            category=Category.INVALID,
            message="a lock date has to be on or after the start date, {start}, and before the end date, {end}; {lock} is not",
            parameters=MappingProxyType(
                {
                    "start": ParameterType.DATE,
                    "lock": ParameterType.DATE,
                    "end": ParameterType.DATE,
                }
            ),
            wordings=(),
        ),
        "lock-in-past": Registered(
            rule=Rule.CYC_8,
            category=Category.INVALID,
            message="a lock date cannot be set to a date before today; {lock} is before {today}",
            parameters=MappingProxyType(
                {
                    "lock": ParameterType.DATE,
                    "today": ParameterType.DATE,
                }
            ),
            wordings=(),
        ),
        "lock-only-extended": Registered(
            rule=Rule.CYC_8,
            category=Category.NOT_NOW,
            message="once the cycle has launched, a lock date can only be made later; it cannot be added, taken away or made earlier",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "lock-unknown": Registered(
            rule=Rule.CYC_8,
            category=Category.INVALID,
            message="the template has no such question to lock",
            parameters=MappingProxyType(
                {
                    "question": ParameterType.QUESTION,
                }
            ),
            wordings=(),
        ),
        "lock-repeated": Registered(
            rule=Rule.CYC_8,
            category=Category.INVALID,
            message="a question or a list has one lock date; this is the second",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "lock-confidential": Registered(
            rule=Rule.CYC_9,
            category=Category.INVALID,
            message="this question is confidential, and its answer never locks",
            parameters=MappingProxyType(
                {
                    "question": ParameterType.QUESTION,
                }
            ),
            wordings=(),
        ),
        "confidential-locked": Registered(
            rule=Rule.CYC_9,
            category=Category.NOT_NOW,
            message="a cycle that has yet to launch has a lock date on this question; the question can be confidential once that lock date is taken away",
            parameters=MappingProxyType(
                {
                    "question": ParameterType.QUESTION,
                    "cycle": ParameterType.CYCLE,
                }
            ),
            wordings=(),
        ),
        "review-out-of-order": Registered(
            rule=Rule.CYC_10,
            category=Category.INVALID,
            message="the submit deadline has to be on or after the start date, {start}, and the review deadline after it and before the end date, {end}; {submit} and {review} are not",
            parameters=MappingProxyType(
                {
                    "start": ParameterType.DATE,
                    "submit": ParameterType.DATE,
                    "review": ParameterType.DATE,
                    "end": ParameterType.DATE,
                }
            ),
            wordings=(),
        ),
        "no-review": Registered(
            rule=Rule.CYC_10,
            category=Category.INVALID,
            message="this cycle has no admin review",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "submit-passed": Registered(
            rule=Rule.CYC_11,
            category=Category.NOT_NOW,
            message="the submit deadline could be moved until the end of {date}, which has passed",
            parameters=MappingProxyType(
                {
                    "date": ParameterType.DATE,
                }
            ),
            wordings=(),
        ),
        "submit-in-past": Registered(
            rule=Rule.CYC_11,
            category=Category.INVALID,
            message="a submit deadline cannot be set to a date before today; {submit} is before {today}",
            parameters=MappingProxyType(
                {
                    "submit": ParameterType.DATE,
                    "today": ParameterType.DATE,
                }
            ),
            wordings=(),
        ),
        "review-passed": Registered(
            rule=Rule.CYC_11,
            category=Category.NOT_NOW,
            message="the review deadline could be moved until the end of {date}, which has passed",
            parameters=MappingProxyType(
                {
                    "date": ParameterType.DATE,
                }
            ),
            wordings=(),
        ),
        "review-in-past": Registered(
            rule=Rule.CYC_11,
            category=Category.INVALID,
            message="a review deadline cannot be set to a date before today; {review} is before {today}",
            parameters=MappingProxyType(
                {
                    "review": ParameterType.DATE,
                    "today": ParameterType.DATE,
                }
            ),
            wordings=(),
        ),
        "review-settled": Registered(
            rule=Rule.CYC_12,
            category=Category.NOT_NOW,
            message="an admin review can be added, replaced or taken away only until the launch",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "change-refused": Registered(
            rule=Rule.CYC_15,
            category=Category.INVALID,
            message="the change would leave the cycle with faults; they are listed",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "review-missing": Registered(
            rule=Rule.MTG_4,
            category=Category.INVALID,
            message="the template has meetings confirmed before submitting, so a cycle of it needs an admin review",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "review-unread": Registered(
            rule=Rule.REV_7,
            category=Category.INVALID,
            message="a cycle can have an admin review only if the template lets administrators view",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "unreviewed-confirms": Registered(
            rule=Rule.MTG_4,
            category=Category.NOT_NOW,
            message="a cycle of this template has no admin review to submit to; meetings can be confirmed before submitting once it has one or is over",
            parameters=MappingProxyType(
                {
                    "cycle": ParameterType.CYCLE,
                }
            ),
            wordings=(),
        ),
        "reviewed-unread": Registered(
            rule=Rule.REV_7,
            category=Category.NOT_NOW,
            message="a cycle of this template has an admin review; administrators have to be able to view until that cycle is over or has no review",
            parameters=MappingProxyType(
                {
                    "cycle": ParameterType.CYCLE,
                }
            ),
            wordings=(),
        ),
        "confidential-unread": Registered(
            rule=Rule.REV_7,
            category=Category.INVALID,
            message="a template can have confidential questions only if it lets administrators view",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "directory-refused": Registered(
            rule=Rule.PAR_14,
            category=Category.INVALID,
            message="the directory has faults; they are listed",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "person-repeated": Registered(
            rule=Rule.PAR_14,
            category=Category.INVALID,
            message="this person is listed twice",
            parameters=MappingProxyType(
                {
                    "person": ParameterType.PERSON,
                }
            ),
            wordings=(),
        ),
        "person-unknown": Registered(
            rule=Rule.PAR_5,
            category=Category.INVALID,
            message="there is no such person in the directory",
            parameters=MappingProxyType(
                {
                    "person": ParameterType.PERSON,
                }
            ),
            wordings=(),
        ),
        "reporting-loop": Registered(
            rule=Rule.PAR_11,
            category=Category.INVALID,
            message="this person stands in a loop of reporting lines and counts as having no manager",
            parameters=MappingProxyType(
                {
                    "person": ParameterType.PERSON,
                }
            ),
            wordings=(),
        ),
        "department-repeated": Registered(
            rule=Rule.PAR_2,
            category=Category.INVALID,
            message="this department is listed twice",
            parameters=MappingProxyType(
                {
                    "department": ParameterType.DEPARTMENT,
                }
            ),
            wordings=(),
        ),
        "department-unknown": Registered(
            rule=Rule.PAR_2,
            category=Category.INVALID,
            message="there is no such department in the directory",
            parameters=MappingProxyType(
                {
                    "department": ParameterType.DEPARTMENT,
                }
            ),
            wordings=(),
        ),
        "department-loop": Registered(
            rule=Rule.PAR_2,
            category=Category.INVALID,
            message="this department stands below itself and counts as absent",
            parameters=MappingProxyType(
                {
                    "department": ParameterType.DEPARTMENT,
                }
            ),
            wordings=(),
        ),
        "group-repeated": Registered(
            rule=Rule.PAR_3,
            category=Category.INVALID,
            message="this group is listed twice",
            parameters=MappingProxyType(
                {
                    "group": ParameterType.GROUP,
                }
            ),
            wordings=(),
        ),
        "group-unknown": Registered(
            rule=Rule.PAR_3,
            category=Category.INVALID,
            message="there is no such group in the directory",
            parameters=MappingProxyType(
                {
                    "group": ParameterType.GROUP,
                }
            ),
            wordings=(),
        ),
        "email-repeated": Registered(
            rule=Rule.PAR_4,
            category=Category.INVALID,
            message="another active person has this e-mail address too, so it is nobody's",
            parameters=MappingProxyType(
                {
                    "person": ParameterType.PERSON,
                }
            ),
            wordings=(),
        ),
        "list-refused": Registered(
            rule=Rule.PAR_4,
            category=Category.INVALID,
            message="nothing was taken from the list; its bad rows are named",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "list-empty": Registered(
            rule=Rule.PAR_4,
            category=Category.INVALID,
            message="the list names nobody",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "list-nobody": Registered(
            rule=Rule.PAR_4,
            category=Category.INVALID,
            message="nobody has this e-mail address",
            parameters=MappingProxyType(
                {
                    "line": ParameterType.NUMBER,
                }
            ),
            wordings=(),
        ),
        "list-ambiguous": Registered(
            rule=Rule.PAR_14,
            category=Category.INVALID,
            message="several people have this e-mail address, so it names nobody",
            parameters=MappingProxyType(
                {
                    "line": ParameterType.NUMBER,
                }
            ),
            wordings=(),
        ),
        "list-not-address": Registered(
            rule=Rule.PAR_4,
            category=Category.INVALID,
            message="this is not an e-mail address",
            parameters=MappingProxyType(
                {
                    "line": ParameterType.NUMBER,
                }
            ),
            wordings=(),
        ),
        "list-repeated": Registered(
            rule=Rule.PAR_4,
            category=Category.INVALID,
            message="line {first} names this person already",
            parameters=MappingProxyType(
                {
                    "line": ParameterType.NUMBER,
                    "first": ParameterType.NUMBER,
                }
            ),
            wordings=(),
        ),
        "list-columns": Registered(
            rule=Rule.PAR_4,
            category=Category.INVALID,
            message="a list has one column, of e-mail addresses; this row has {columns}",
            parameters=MappingProxyType(
                {
                    "line": ParameterType.NUMBER,
                    "columns": ParameterType.NUMBER,
                }
            ),
            wordings=(),
        ),
        "list-semicolon": Registered(
            rule=Rule.PAR_4,
            category=Category.INVALID,
            message="there is a semicolon in this row; a list has one column, of e-mail addresses",
            parameters=MappingProxyType(
                {
                    "line": ParameterType.NUMBER,
                }
            ),
            wordings=(),
        ),
        "list-not-utf8": Registered(
            rule=Rule.PAR_4,
            category=Category.INVALID,
            message="this row is not UTF-8; save the file as CSV in UTF-8",
            parameters=MappingProxyType(
                {
                    "line": ParameterType.NUMBER,
                }
            ),
            wordings=(),
        ),
        "departments-empty": Registered(
            rule=Rule.PAR_2,
            category=Category.INVALID,
            message="a cycle for departments needs at least one department",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "groups-empty": Registered(
            rule=Rule.PAR_3,
            category=Category.INVALID,
            message="a cycle for groups needs at least one group",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "leaves-out": Registered(
            rule=Rule.PAR_10,
            category=Category.CONFLICT,
            message="the new participants leave out {left_out} people who already have a conversation; acknowledge exactly those people to go on",
            parameters=MappingProxyType(
                {
                    "left_out": ParameterType.NUMBER,
                }
            ),
            wordings=(
                Wording(
                    parameter="left_out",
                    value=0,
                    message="the new participants leave out nobody who already has a conversation; acknowledge nobody to go on",
                ),
                Wording(
                    parameter="left_out",
                    value=1,
                    message="the new participants leave out 1 person who already has a conversation; acknowledge exactly that person to go on",
                ),
            ),
        ),
        "left-out": Registered(
            rule=Rule.PAR_10,
            category=Category.CONFLICT,
            message="this person already has a conversation of the cycle and is left out",
            parameters=MappingProxyType(
                {
                    "person": ParameterType.PERSON,
                }
            ),
            wordings=(),
        ),
        "not-left-out": Registered(
            rule=Rule.PAR_10,
            category=Category.CONFLICT,
            message="this person is not left out: they are among the new participants, or they have no conversation of the cycle",
            parameters=MappingProxyType(
                {
                    "person": ParameterType.PERSON,
                }
            ),
            wordings=(),
        ),
        "too-late": Registered(
            rule=Rule.PAR_8,
            category=Category.NOT_NOW,
            message="nobody can be added to a cycle after its end date, {end}",
            parameters=MappingProxyType(
                {
                    "end": ParameterType.DATE,
                }
            ),
            wordings=(),
        ),
        "no-part": Registered(
            rule=Rule.ANS_1,
            category=Category.NOT_ALLOWED,
            message="only a person who responds in this conversation has answers to save and to share",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "answers-refused": Registered(
            rule=Rule.ANS_2,
            category=Category.INVALID,
            message="nothing was saved; the answers that are refused are listed",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "too-many-answers": Registered(
            rule=Rule.XCT_6,
            category=Category.INVALID,
            message="one save can answer each of your {max} questions once; this one has more answers than that",
            parameters=MappingProxyType(
                {
                    "max": ParameterType.NUMBER,
                }
            ),
            wordings=(
                Wording(
                    parameter="max",
                    value=1,
                    message="one save can answer your 1 question once; this one has more answers than that",
                ),
            ),
        ),
        "question-not-yours": Registered(
            rule=Rule.VIS_18,
            category=Category.INVALID,
            message="you have no such question in this conversation",
            parameters=MappingProxyType(
                {
                    "question": ParameterType.QUESTION,
                }
            ),
            wordings=(),
        ),
        "question-twice": Registered(
            rule=Rule.ANS_2,
            category=Category.INVALID,
            message="one save has this question twice",
            parameters=MappingProxyType(
                {
                    "question": ParameterType.QUESTION,
                }
            ),
            wordings=(),
        ),
        "wrong-kind": Registered(
            rule=Rule.TPL_5,
            category=Category.INVALID,
            message="this question takes {expected}",
            parameters=MappingProxyType(
                {
                    "expected": ParameterType.TEXT,
                }
            ),
            wordings=(),
        ),
        "answer-missing": Registered(
            rule=Rule.ANS_3,
            category=Category.NOT_NOW,
            message="this mandatory question has no saved answer",
            parameters=MappingProxyType(
                {
                    "question": ParameterType.QUESTION,
                }
            ),
            wordings=(),
        ),
        "answers-missing": Registered(
            rule=Rule.ANS_3,
            category=Category.NOT_NOW,
            message="{count} mandatory questions have no saved answer",
            parameters=MappingProxyType(
                {
                    "count": ParameterType.NUMBER,
                }
            ),
            wordings=(
                Wording(
                    parameter="count",
                    value=1,
                    message="1 mandatory question has no saved answer",
                ),
            ),
        ),
        "already-shared": Registered(
            rule=Rule.ANS_4,
            category=Category.NOT_NOW,
            message="this part is shared already; a part is shared only once",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "mandatory-kept": Registered(
            rule=Rule.ANS_6,
            category=Category.INVALID,
            message="a mandatory answer of a shared part can be replaced, not cleared",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "editing-closed": Registered(
            rule=Rule.ANS_9,
            category=Category.NOT_NOW,
            message="answers could be edited until the end of {date}, when the {closing} ended",
            parameters=MappingProxyType(
                {
                    "closing": ParameterType.TEXT,
                    "date": ParameterType.DATE,
                }
            ),
            wordings=(),
        ),
        "sharing-closed": Registered(
            rule=Rule.ANS_10,
            category=Category.NOT_NOW,
            message="the part could be shared until the end of {date}, when the {closing} ended",
            parameters=MappingProxyType(
                {
                    "closing": ParameterType.TEXT,
                    "date": ParameterType.DATE,
                }
            ),
            wordings=(),
        ),
        "answer-changed": Registered(
            rule=Rule.ANS_12,
            category=Category.CONFLICT,
            message="the answer to this question has changed since you saw it; read it again first",
            parameters=MappingProxyType(
                {
                    "question": ParameterType.QUESTION,
                }
            ),
            wordings=(),
        ),
        "locked-by-date": Registered(
            rule=Rule.CYC_8,
            category=Category.NOT_NOW,
            message="the answer could be edited until the end of {date}, the lock date of its {lock}",
            parameters=MappingProxyType(
                {
                    "lock": ParameterType.TEXT,
                    "date": ParameterType.DATE,
                }
            ),
            wordings=(),
        ),
        "not-reviewed": Registered(
            rule=Rule.REV_1,
            category=Category.INVALID,
            message="this part is not reviewed, so it is shared without being submitted",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "submit-closed": Registered(
            rule=Rule.REV_1,
            category=Category.NOT_NOW,
            message="the part could be submitted until the end of {date}",
            parameters=MappingProxyType(
                {
                    "date": ParameterType.DATE,
                }
            ),
            wordings=(),
        ),
        "already-submitted": Registered(
            rule=Rule.REV_1,
            category=Category.NOT_NOW,
            message="this part is submitted already",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "under-review": Registered(
            rule=Rule.ANS_10,
            category=Category.NOT_NOW,
            message="a reviewed part can be shared once the review is over, at the end of {date}",
            parameters=MappingProxyType(
                {
                    "date": ParameterType.DATE,
                }
            ),
            wordings=(),
        ),
        "mandatory-submitted": Registered(
            rule=Rule.ANS_6,
            category=Category.INVALID,
            message="a mandatory answer of a submitted part can be replaced, not cleared",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "locked-on-share": Registered(
            rule=Rule.CYC_7,
            category=Category.NOT_NOW,
            message="answers of this cycle lock once they are shared",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "request-needless": Registered(
            rule=Rule.REQ_1,
            category=Category.NOT_NOW,
            message="all that you could edit, share or confirm is still open; there is nothing to ask for",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "request-open": Registered(
            rule=Rule.REQ_1,
            category=Category.NOT_NOW,
            message="you have asked to edit already, and no administrator has decided yet",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "no-open-request": Registered(
            rule=Rule.REQ_3,
            category=Category.NOT_NOW,
            message="this side has no open request to edit",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "not-decider": Registered(
            rule=Rule.REQ_3,
            category=Category.NOT_ALLOWED,
            message="only Super Admins, and HR Admins in scope, decide on requests to edit; in their own conversation only a Super Admin does, and only if there is no other",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "approval-ended": Registered(
            rule=Rule.REQ_4,
            category=Category.NOT_NOW,
            message="an approved request had reopened this until the end of {date}",
            parameters=MappingProxyType(
                {
                    "date": ParameterType.DATE,
                }
            ),
            wordings=(),
        ),
        "not-participant": Registered(
            rule=Rule.EDT_2,
            category=Category.NOT_ALLOWED,
            message="only the direct report and the manager can do this, each for their own part",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "ownership-anytime": Registered(
            rule=Rule.OWN_1,
            category=Category.INVALID,
            message="ownership can be taken only of a scheduled conversation",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "not-new-manager": Registered(
            rule=Rule.OWN_1,
            category=Category.NOT_ALLOWED,
            message="only the direct report's new manager in the directory can take ownership",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "manager-has-shared": Registered(
            rule=Rule.OWN_2,
            category=Category.NOT_NOW,
            message="the manager has shared, so ownership can no longer be taken",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "ownership-closed": Registered(
            rule=Rule.OWN_2,
            category=Category.NOT_NOW,
            message="ownership could be taken until the end of {date}, when the {closing} ended",
            parameters=MappingProxyType(
                {
                    "closing": ParameterType.TEXT,
                    "date": ParameterType.DATE,
                }
            ),
            wordings=(),
        ),
        "meeting-not-asked": Registered(
            rule=Rule.MTG_1,
            category=Category.INVALID,
            message="this conversation asks for no confirmation of a meeting",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "confirms-before-anytime": Registered(
            rule=Rule.MTG_4,
            category=Category.INVALID,
            message="only a scheduled template that has meetings confirmed can have them confirmed before submitting",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "meeting-first": Registered(
            rule=Rule.MTG_4,
            category=Category.NOT_NOW,
            message="the part can be submitted once the meeting is confirmed",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "own-answers-missing": Registered(
            rule=Rule.MTG_4,
            category=Category.NOT_NOW,
            message="{count} of your mandatory questions have no saved answer; the meeting can be confirmed once they have",
            parameters=MappingProxyType(
                {
                    "count": ParameterType.NUMBER,
                }
            ),
            wordings=(
                Wording(
                    parameter="count",
                    value=1,
                    message="1 of your mandatory questions has no saved answer; the meeting can be confirmed once it has one",
                ),
            ),
        ),
        "own-part-not-shared": Registered(
            rule=Rule.MTG_1,
            category=Category.NOT_NOW,
            message="the meeting can be confirmed once your own part is shared",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "other-part-not-shared": Registered(
            rule=Rule.MTG_1,
            category=Category.NOT_NOW,
            message="the meeting can be confirmed once the other person's part is shared",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "meeting-closed": Registered(
            rule=Rule.MTG_2,
            category=Category.NOT_NOW,
            message="the meeting could be confirmed or unticked until the end of {date}, when the {closing} ended",
            parameters=MappingProxyType(
                {
                    "closing": ParameterType.TEXT,
                    "date": ParameterType.DATE,
                }
            ),
            wordings=(),
        ),
        "notes-closed": Registered(
            rule=Rule.NTE_1,
            category=Category.NOT_NOW,
            message="notes could be written until the end of {date}, when the {closing} ended",
            parameters=MappingProxyType(
                {
                    "closing": ParameterType.TEXT,
                    "date": ParameterType.DATE,
                }
            ),
            wordings=(),
        ),
        "goals-not-offered": Registered(
            rule=Rule.TPL_17,
            category=Category.INVALID,
            message="this template offers no goals",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "goals-closed": Registered(
            rule=Rule.TPL_17,
            category=Category.NOT_NOW,
            message="goals could be created until the end of {date}, when the {closing} ended",
            parameters=MappingProxyType(
                {
                    "closing": ParameterType.TEXT,
                    "date": ParameterType.DATE,
                }
            ),
            wordings=(),
        ),
        "reference-empty": Registered(
            rule=Rule.TPL_17,
            category=Category.INVALID,
            message="a reference needs at least 1 visible character",
            parameters=MappingProxyType({}),
            wordings=(),
        ),
        "reference-too-long": Registered(
            rule=Rule.TPL_17,
            category=Category.INVALID,
            message="a reference has at most {max} characters; this one has {count}",
            parameters=MappingProxyType(
                {
                    "max": ParameterType.NUMBER,
                    "count": ParameterType.NUMBER,
                }
            ),
            wordings=(),
        ),
    }
)
"""Every refusal by its code, in the order of the registry."""
