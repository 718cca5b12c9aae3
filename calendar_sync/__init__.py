"""Where it is published: deadlines as iCalendar events, over HTTP."""
