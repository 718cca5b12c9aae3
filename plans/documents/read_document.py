"""What a document that was sent can turn out to be."""

from typing import TypeAlias

from plans.documents.office_file import OfficeFile
from plans.model.person_lists import PersonList
from plans.planning.draft import Draft
from plans.problems import Problem

#: A plan's draft, a list of persons, what the office sets, or why it is none of them.
ReadDocument: TypeAlias = Draft | PersonList | OfficeFile | Problem
