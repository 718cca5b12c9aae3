"""Registering for a title by chat: for whom, which title and commendations, what is undertaken, on what it rests."""
