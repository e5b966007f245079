"""Runs command lines of the AWS CLI, given as JSON lists of words on standard input.

With an endpoint the calls are made; without one each line is answered with the parameters that the CLI would have called with.
Each line runs in a fork, as the CLI keeps something of one line for the next.
"""

import contextlib
import io
import json
import os
import sys

from awscli.clidriver import create_clidriver

endpoint = sys.argv[1] if len(sys.argv) > 1 else None
driver = create_clidriver()
for service in ("ec2", "iam", "ssm"):
    driver.session.get_service_model(service)  # it is read once, and every fork has it


def run(words):
    seen = {}

    def record(call_parameters, event_name, **_):
        seen.update(operation=event_name.removeprefix("calling-command."), input=call_parameters)
        return 0

    if endpoint is None:
        driver.session.register("calling-command", record)
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
        code = driver.main(words if endpoint is None else [*words, "--endpoint-url", endpoint])
    return {**seen, "code": code, "said": said.getvalue()}


def run_in_fork(words):
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        with os.fdopen(write, "w") as answer:
            json.dump(run(words), answer, default=str)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as answer:
        told = json.load(answer)
    os.waitpid(child, 0)
    return told


json.dump([run_in_fork(words) for words in json.load(sys.stdin)], sys.stdout)
