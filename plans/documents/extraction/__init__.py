"""From the outline of a paper to a draft: what is to be done, by when and by whom. Reads Vietnamese; pure."""
