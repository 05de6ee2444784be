"""Thousands at once, through our web server and the real pages: `make race`; and servers killed meanwhile: `make kill`.

race.py, kill.py   what one run does, one JSON line each
world.py           the diaries they meet in, made in a base of their own
crowd.py           processes of threads that post forms; nothing of Django's but its signatures
naive.py           the same site without lock, transaction nor backstop: the control
judging.py         what the base says afterwards, read without Django
"""
