"""The e-mail channel: reminders as letters, answered by links."""
