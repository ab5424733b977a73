"""Who is told something, where and when: a message waits while a film runs, and is then said where people are.

No Home Assistant in it, and nothing of screens or appliances: the doors say what goes on where, and anybody's automation may have something to tell.
"""
