"""Our own calendar server: Radicale, as a process of its own beside ours."""
