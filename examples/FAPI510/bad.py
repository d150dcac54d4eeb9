"""Debug pages for everybody who causes an error.

Guide: Production Deployment, where configuration comes from the environment.
"""

from fastapi import FastAPI

app = FastAPI(debug=True)  # expect: FAPI510
DATABASE_PASSWORD = "hunter2"


@app.get("/report")
def read_report() -> int:
    """Fail while a password is at hand."""
    password = DATABASE_PASSWORD
    return len(password) // 0
