"""Runs command lines of the AWS CLI, given as JSON lists of words on standard input, within one process.

With an endpoint the calls are made, and rehearsed where they can be; without one each line is answered with the parameters
that the CLI would have called with.
"""

import contextlib
import io
import json
import sys

from awscli.clidriver import create_clidriver

endpoint = sys.argv[1] if len(sys.argv) > 1 else None
answers = []
for words in json.load(sys.stdin):
    driver = create_clidriver()
    seen = {}

    def record(call_parameters, event_name, **_):
        seen.update(operation=event_name.removeprefix("calling-command."), input=call_parameters)
        return 0

    if endpoint is None:
        driver.session.register("calling-command", record)
    else:
        words = [*words, "--endpoint-url", endpoint]
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
        code = driver.main(words)
    answers.append({**seen, "code": code, "said": said.getvalue()})
json.dump(answers, sys.stdout, default=str)
