"""Where the connection is: nothing here uses it."""

import sqlite3

conn = sqlite3.connect("project.db", check_same_thread=False)  # expect: FAPI008
other = sqlite3.connect("project.db", check_same_thread=False)  # expect: FAPI008
unused = sqlite3.connect("project.db", check_same_thread=False)
