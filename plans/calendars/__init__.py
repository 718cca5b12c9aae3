"""What people do with their calendars: addresses, accounts, events they move."""
