"""The folders that Azure ML's first runtime leaves around a script's own output.

What the system printed is written here, in the shape of the real files; what stands between a driver
log's header and footer is what the worker really printed.
"""

from __future__ import annotations

import json
from datetime import datetime, timezone

from clock import Clock, stamp
from names import identifier
from run_logger import Run

INJECT = "['ProjectPythonPath:context_managers.ProjectPythonPath', 'TrackUserError:context_managers.TrackUserError']"

Times = tuple[float, float, float]


def write(run: Run, nodes: list[str], logs: list[str], times: Times, failed_rank: int | None) -> float:
    """Writes everything around the driver logs; returns when the nodes were released."""
    prepared, started, ended = times
    write_image_build(run, prepared + 4, finished=True)
    for rank, log in enumerate(logs):
        wrap_driver_log(run, log, rank, started, ended, failed_rank is None)
    for index, name in enumerate(nodes):
        write_node(run, name, index, times)
    write_mpi_log(run, len(logs), started, ended, failed_rank)
    write_processes(run, nodes, logs, started, ended, failed_rank)
    write_system_logs(run, nodes, times, failed_rank)
    return ended + 11


# The image

def write_image_build(run: Run, start: float, finished: bool) -> None:
    """`20_image_build_log.txt`: CRLF, ANSI colours, and bars drawn with carriage returns."""
    clock = Clock(start, seed=20)
    steps = ["FROM mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04:20261020.v1", "USER root",
             "COPY azureml-environment-setup/ azureml-environment-setup/",
             "RUN conda env create -p azureml-envs/pendulum -f azureml-environment-setup/environment.yml",
             "ENV PATH azureml-envs/pendulum/bin:$PATH", "RUN rm -rf azureml-environment-setup", 'CMD ["bash"]']
    lines = [f"{stamp(clock.now, '%Y/%m/%d %H:%M:%S')} Downloading source code...",
             f"{stamp(clock.now, '%Y/%m/%d %H:%M:%S')} Finished downloading source code",
             "Sending build context to Docker daemon  64.51kB"]
    for number, step in enumerate(steps, start=1):
        lines.append(f"\x1b[36mStep {number}/{len(steps)}\x1b[0m : {step}")
        clock.advance(2)
        if number == 1:
            lines += [layer_bar(f"{number:02x}9c3e7f1{layer:03x}", size) for layer, size in enumerate((29, 187, 642, 8))]
        if number == 4:
            lines += ["Collecting package metadata (repodata.json): ...working... done",
                      "Solving environment: ...working... done", "", "Downloading and Extracting Packages"]
            lines += [package_bar(name) for name in ("python-3.11.7", "numpy-2.4.6", "scikit-learn-1.9.1", "tqdm-4.70.1")]
            lines.append("\x1b[33mWARNING: Running pip as the 'root' user can result in broken permissions\x1b[0m")
            if not finished:
                lines.append("Installing pip dependencies: / ")
                break
        lines.append(f" ---> {identifier(step)[:8]}{number:04x}")
    if finished:
        lines.append(f"\x1b[32mSuccessfully built\x1b[0m {identifier(run.header['id'])[:8]}c01d")
    ending = "\r\n" if finished else ""
    run.write_text("azureml-logs/20_image_build_log.txt", "\r\n".join(lines) + ending)


def layer_bar(layer: str, megabytes: int) -> str:
    parts = []
    for tenth in range(0, 11, 2):
        filled = "=" * (4 * tenth)
        parts.append(f"{layer}: Downloading [{filled:<40}] {megabytes * tenth / 10:.1f}MB/{megabytes}MB")
    return "\r".join(parts) + f"\r{layer}: Pull complete{' ' * 50}"


def package_bar(name: str) -> str:
    return "\r".join(f"{name:<22}| {'#' * tenth:<10} | {10 * tenth:3d}% " for tenth in (0, 3, 7, 10))


# The nodes

def write_node(run: Run, name: str, index: int, times: Times) -> None:
    """What one node printed before and after the script: logs 55, 65 and 75, and its sidecar's."""
    prepared, started, ended = times
    begin = prepared + 22 + index
    run.write_text(f"azureml-logs/55_azureml-execution-{name}.txt", stamped("%Y-%m-%dT%H:%M:%SZ ", begin, 3, [
        "Successfully mounted a/an Blobfuse File System at workspaceblobstore", "The vmsize standard_nc6s_v3 is a GPU VM.",
        "Starting output-watcher...", "IsDedicatedCompute == False, starting polling for Low-Pri Preemption",
        "Executing 'Copy ACR Details file' on 10.0.0.%d" % (4 + index), "Login Succeeded",
        "Using default tag: latest", "latest: Pulling from azureml/azureml_pendulum", "Status: Image is up to date",
        "Successfully installed CUDA runtime", "Set up output/log directories"]))
    bracket = "[%Y-%m-%dT%H:%M:%S.000000] "
    run.write_text(f"azureml-logs/65_job_prep-{name}.txt", stamped(bracket, begin + 34, 1.4, [
        "Entering job preparation.", "Starting job preparation.", "Extracting the control code.",
        "Creating directory for Run History data.", "Retrieving project from snapshot: " + identifier(run.header["id"]),
        "Starting project file download.", "Finished project file download.", "Job preparation is complete."]))
    run.write_text(f"azureml-logs/75_job_post-{name}.txt", stamped(bracket, ended + 2 + 0.3 * index, 0.9, [
        "Entering job release", "Starting job release", "Logging experiment finalizing status in history service.",
        f"Starting the daemon thread to refresh tokens in background for process with pid = {311 + index}",
        "Entering context manager injector.", "Finished context manager injector.", "Job release is complete"]))
    for file, start, lines in (
            ("start_cms.log", begin + 30, ["enter_contexts: RunHistory", "enter_contexts: Datasets (0 inputs, 0 outputs)",
                                           "context managers are up"]),
            ("prep_cmd.log", begin + 33, ["prep command: docker pull", "exit code 0", "prep command: mount", "exit code 0"]),
            ("release_cmd.log", ended + 1, ["exit_contexts: Datasets", "exit_contexts: RunHistory",
                                            "release command: umount", "exit code 0"])):
        run.write_text(f"sidecar/{name}/{file}", stamped("%Y-%m-%d %H:%M:%S,000 INFO ", start, 0.8, lines))


def wrap_driver_log(run: Run, log: str, rank: int, start: float, end: float, succeeded: bool) -> None:
    """Puts the launcher's lines before and after what the worker printed."""
    path = run.path(log)
    printed = path.read_bytes().decode("utf-8")
    command = " ".join(["python", "pendulum.py", "--rank", str(rank), *run.header["arguments"]])
    slashes, bracket = "%Y/%m/%d %H:%M:%S ", "[%Y-%m-%dT%H:%M:%S.000000] "
    head = stamped(slashes, start, 0, ["Starting App Insight Logger for task:  runTaskLet",
                                       f"Attempt 1 of http call to http://10.0.0.{4 + rank}:16384/sendlogstoartifacts/info",
                                       f"Attempt 1 of http call to http://10.0.0.{4 + rank}:16384/sendlogstoartifacts/status"])
    head += stamped(bracket, start + 1, 0, ["Entering context manager injector."])
    head += (f"[context_manager_injector.py] Command line Options: Namespace(inject={INJECT}, invocation=['{command}'])\n"
             "Script type = COMMAND\n")
    head += stamped(bracket, start + 2, 0, [f"Command={command}", f"Starting Linux command : {command}"])
    outcome = "completed successfully" if succeeded else "failed"
    foot = stamped(bracket, end, 0, [f"Command finished with return code {0 if succeeded else 1}"]) + "\n\n"
    foot += stamped(bracket, end + 0.5, 0.2, [f"The experiment {outcome}. Finalizing run...",
                                              "Finished context manager injector."])
    foot += "Cleaning up all outstanding Run operations, waiting 900.0 seconds\n2 items cleaning up...\n"
    foot += "Cleanup took 0.21 seconds\n"
    foot += stamped(slashes, end + 1.6, 0, [f"Process Exiting with Code:  {0 if succeeded else 1}",
                                            "All App Insights Logs was send successfully"])
    path.write_text(head + printed + foot, encoding="utf-8", newline="")


def write_mpi_log(run: Run, workers: int, start: float, end: float, failed_rank: int | None) -> None:
    lines = ["mpirun (Open MPI) 4.1.0", "Report bugs to http://www.open-mpi.org/community/help/",
             f"launching {workers} processes, 1 per node"]
    if failed_rank is not None:
        rule = "-" * 74
        lines += [rule, "Primary job terminated normally, but 1 process returned a non-zero exit code.",
                  "Per user-direction, the job has been aborted.", rule, rule,
                  "mpirun detected that one or more processes exited with non-zero status, thus causing",
                  f"the job to be terminated. The first process to do so was: rank {failed_rank}, exit code 1", rule]
    text = stamped("%Y/%m/%d %H:%M:%S ", start, 0, ["Starting the mpi daemon"]) + "\n".join(lines) + "\n"
    run.write_text("azureml-logs/70_mpi_log.txt", text + stamped("%Y/%m/%d %H:%M:%S ", end, 0, ["mpi daemon exits"]))


# Machine-readable files

def write_processes(run: Run, nodes: list[str], logs: list[str], start: float, end: float,
                    failed_rank: int | None) -> None:
    """`process_info.json` and `process_status.json`: JSON Lines, whatever their names say."""
    info = [{"process_name": f"worker_{rank}", "node_id": nodes[rank % len(nodes)], "pid_in_container": 183 + rank,
             "private_ip": f"10.0.0.{4 + rank}", "log": log} for rank, log in enumerate(logs)]
    status = [{"process_name": f"worker_{rank}", "timestamp": nanoseconds(start + 2 + 0.3 * rank), "status": "Started"}
              for rank in range(len(logs))]
    for rank in range(len(logs)):
        if failed_rank is None or rank == failed_rank:
            word = "Completed" if failed_rank is None else "Failed"
            status.append({"process_name": f"worker_{rank}", "timestamp": nanoseconds(end + 0.1 * rank), "status": word})
    status.append({"process_name": "*", "timestamp": nanoseconds(end + 2), "status": "Completed"})
    for name, records in (("process_info", info), ("process_status", status)):
        text = "".join(json.dumps(record, separators=(",", ":")) + "\n" for record in records)
        run.write_text(f"azureml-logs/{name}.json", text)


def nanoseconds(moment: float) -> str:
    seconds = datetime.fromtimestamp(int(moment), timezone.utc)
    return f"{seconds:%Y-%m-%dT%H:%M:%S}.{round((moment % 1) * 1e9):09d}Z"


# logs/azureml

def write_system_logs(run: Run, nodes: list[str], times: Times, failed_rank: int | None) -> None:
    prepared, started, ended = times
    sdk = "%Y-%m-%d %H:%M:%S,000|"
    uid = run.header["id"]
    for index in range(len(nodes)):
        lines = ["azureml|DEBUG|Inputs:: kwargs: {'runId': '%s'}, track_folders: None, deny_list: None" % uid,
                 "azureml._SubmittedRun|DEBUG|Loaded run from the environment",
                 f"azureml.history._tracking.PythonWorkingDirectory|DEBUG|Setting up, rank {index}",
                 "azureml.WorkerPool|DEBUG|[START]", "azureml.MetricsClient|DEBUG|Flushing 0 queued metrics"]
        if failed_rank == index:
            lines.append("azureml._base_sdk_common|ERROR|user script exited with an exception")
        lines += ["azureml.WorkerPool|DEBUG|[STOP]", "azureml|DEBUG|Finalizing run"]
        run.write_text(f"logs/azureml/{128 + 7 * index}_azureml.log",
                       stamped(sdk, started + 1, (ended - started) / len(lines), lines))
    run.write_text("logs/azureml/job_prep_azureml.log", stamped(sdk, prepared + 57, 1, [
        "azureml._project|DEBUG|Project file downloaded", "azureml.snapshots|DEBUG|Snapshot is up to date",
        "azureml|INFO|Job preparation done"]))
    run.write_text("logs/azureml/job_release_azureml.log", stamped(sdk, ended + 3, 1, [
        "azureml|INFO|Uploading remaining files", "azureml|WARNING|1 file changed while it was uploaded, uploading again",
        "azureml|INFO|Job release done"]))
    run.write_text("logs/azureml/dataprep/backgroundProcess.log", stamped("%Y-%m-%d %H:%M:%S | ", started, 2, [
        "INFO | engine starts", "INFO | engine is ready", "INFO | no dataset was asked for"]))
    telemetry = [{"time": stamp(started + 2 * i, "%Y-%m-%dT%H:%M:%SZ"), "event": event, "session": identifier(uid)}
                 for i, event in enumerate(("engine.start", "engine.ready", "engine.stop"))]
    run.write_text("logs/azureml/dataprep/backgroundProcess_Telemetry.log",
                   "".join(json.dumps(record) + "\n" for record in telemetry))
    run.write_text("logs/azureml/dataprep/rslex.log", "")


def stamped(pattern: str, start: float, spacing: float, lines: list[str]) -> str:
    """Each line after its time, `spacing` seconds apart."""
    return "".join(stamp(start + spacing * index, pattern) + line + "\n" for index, line in enumerate(lines))
