"""The grammar of deadlines: how papers, reviewed files and people say when something is due."""
