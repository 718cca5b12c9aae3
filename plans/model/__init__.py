"""The facts, as frozen values.

Every stored record has an `id`; dates are days in Asia/Ho_Chi_Minh, instants are aware UTC.
"""
