"""Stands in for the AWS CLI where a script calls it hundreds of times: it is loaded once, and each call runs in a fork.

aws-daemon.py SOCKET ENDPOINT serves; it says "ready" when it does. Who calls sends a JSON list of words, and is answered with
the exit code, and what was said on standard output and standard error.
"""

import contextlib
import io
import json
import os
import socket
import sys

from awscli.clidriver import create_clidriver

path, endpoint = sys.argv[1:]
driver = create_clidriver()
for service in ("cloudtrail", "ssm", "sts"):
    driver.session.get_service_model(service)  # it is read once, and every fork has it


def run(words):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = driver.main([*words, "--endpoint-url", endpoint])
    return [code, out.getvalue(), err.getvalue()]


server = socket.socket(socket.AF_UNIX)
server.bind(path)
server.listen()
print("ready", flush=True)
while True:
    connection, _ = server.accept()
    if os.fork() == 0:
        with connection, connection.makefile("rw") as line:
            json.dump(run(json.loads(line.readline())), line)
        os._exit(0)
    connection.close()
    os.wait()
