"""What is told, posted or asked for stands or falls with what it is about: it needs the transaction of its caller."""

from functools import wraps

from django.db import transaction


def inside_transaction(function):
    @wraps(function)
    def checked(*args, **kwargs):
        if not transaction.get_connection().in_atomic_block:
            raise transaction.TransactionManagementError(f"{function.__name__}() is called inside transaction.atomic")
        return function(*args, **kwargs)

    return checked
