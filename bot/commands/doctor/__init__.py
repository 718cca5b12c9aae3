"""``dondoc doctor``: what an installation needs to work, looked at one by one."""
