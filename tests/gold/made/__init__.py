"""Papers made as offices make them: letterheads, merged cells, tracked changes, and all that Word leaves behind."""
