"""The `system_logs/` that Azure ML's common runtime leaves beside `user_logs/`, in the shape of the real files."""

from __future__ import annotations

import hashlib

from clock import Clock, iso, stamp
from names import identifier
from run_logger import Run

CAPABILITIES = ("CS_CAPABILITY", "DATA_CAPABILITY", "HOSTTOOLS_CAPABILITY", "METRICS_CAPABILITY",
                "SNAPSHOT_CAPABILITY")

Times = tuple[float, float, float]


def write(run: Run, nodes: list[str], logs: list[str], times: Times, failed_rank: int | None) -> float:
    """Writes the system's logs; returns when the nodes were released."""
    prepared, started, ended = times
    code = 0 if failed_rank is None else 1
    job = hashlib.md5(run.header["id"].encode()).hexdigest()
    lifecycler = rust(prepared + 9, 0.4, lifecycler_start()) + rust(ended + 0.4, 0.2, lifecycler_end(code))
    run.write_text("system_logs/lifecycler/lifecycler.log", telemetry("lifecycler", prepared + 9) + lifecycler)
    run.write_text("system_logs/lifecycler/execution-wrapper.log", telemetry("execution-wrapper", prepared + 9.2)
                   + rust(started - 2, 0.3, wrapper_start(run, logs)) + rust(ended, 0.1, wrapper_end(code)))
    run.write_text("system_logs/lifecycler/vm-bootstrapper.log", telemetry("vm-bootstrapper", prepared)
                   + rust(prepared + 0.2, 0.35, bootstrapper(job, nodes)))
    write_capabilities(run, job, times)
    return ended + 4


def lifecycler_start() -> list[str]:
    lines = ["INFO load_config_from_env: lifecycler::config: Resolved grpc addresses",
             "INFO run_lifecycler: lifecycler::lifecycle: Entering lifecycle stage stage=connect_capabilities"]
    for name in CAPABILITIES:
        lines += [f"INFO connect_capabilities: lifecycler::health_monitor: Waiting for service to become healthy: {name}",
                  "WARN connect_capabilities: grpc_utils::span: failed to inject span context to grpc request",
                  f"INFO connect_capabilities: lifecycler::health_monitor: Service has become healthy service_name={name}"]
    lines += [f'INFO start_capabilities:start{{name="{name}"}}: lifecycler::capability_client: Received success code'
              for name in CAPABILITIES]
    return lines + ["INFO run_lifecycler: lifecycler::lifecycle: Entering lifecycle stage stage=run_job"]


def lifecycler_end(code: int) -> list[str]:
    lines = [f"INFO run_lifecycler: lifecycler::lifecycle: Job is done exit_code={code}"]
    lines += [f'INFO end_capabilities:end{{name="{name}"}}: lifecycler::capability_client: Received success code'
              for name in reversed(CAPABILITIES)]
    return lines + ["INFO run_lifecycler: lifecycler::lifecycle: Exiting"]


def wrapper_start(run: Run, logs: list[str]) -> list[str]:
    command = " ".join(["python", "pendulum.py", *run.header["arguments"]])
    return ["INFO run_execution_wrapper: execution_wrapper: Successfully dumped bootstrapping environment to file",
            "INFO run_execution_wrapper: execution_wrapper::service: serving execution service",
            *[f"INFO Execution::spawn: execution_wrapper::execution: Spawning target command rank={rank} "
              f'command="{command}" log="{log}"' for rank, log in enumerate(logs)]]


def wrapper_end(code: int) -> list[str]:
    return ["INFO Execution::wait_for_completion: execution_wrapper::execution::process_manager: "
            f"Successfully collected the exit status of user process process_name=python exit_code={code}",
            "INFO ExecutionFinalizer::on_exit: execution_wrapper::finalizer: close time.busy=312µs time.idle=4.10µs"]


def bootstrapper(job: str, nodes: list[str]) -> list[str]:
    lines = ["INFO vm_bootstrapper: The amlcompute is Dedicated, skip poll preemption signal",
             "INFO vm_bootstrapper::batchai::service_client: Build XDS client successfully"]
    lines += [f"INFO vm_bootstrapper::batchai::coordination: Node joined index={index} node_id={name}"
              for index, name in enumerate(nodes)]
    for image in ("lifecycler", "execution-wrapper", *(name.lower().replace("_", "-") for name in CAPABILITIES)):
        lines += [f"INFO vm_bootstrapper::command::docker_pull: Pulling image={image}:20261019.1",
                  f"INFO vm_bootstrapper::command::docker_run: Container is up name={job}-{image} time.busy=8.77ms"]
    return lines


def write_capabilities(run: Run, job: str, times: Times) -> None:
    prepared, started, ended = times
    session = identifier(f"session/{job}")
    for name, module in (("cs", "context_manager"), ("data", "data_services")):
        lines = [f"initializer.py:59 [1] - job_telemetry_init {{'run_id': '{run.header['id']}', 'session_id': '{session}'}}",
                 "tracer.py:32 [1] - Setting up tracer", f"{module}.py:41 [1] - Start entered",
                 f"{module}.py:57 [1] - Start succeeded"]
        text = python(prepared + 11, 0.6, lines)
        text += python(ended + 0.8, 0.3, [f"{module}.py:93 [1] - End entered", f"{module}.py:99 [1] - End succeeded"])
        run.write_text(f"system_logs/{name}_capability/{name}-capability.log", text)
    run.write_text(f"system_logs/data_capability/rslex.log.{stamp(prepared, '%Y-%m-%d-%H')}", rust(prepared + 13, 0.2, [
        "INFO rslex: [init_environment()] initializing Environment",
        "INFO rslex_azureml::azureml::handler: [AzureMLHandler::uri_scheme()]", "INFO rslex: no volume to mount"]))
    services = {
        "hosttools": ["Hosttools cap config dirs=[user_logs, azureml-logs, outputs, logs]", "start watching directory user_logs",
                      "start watching directory outputs", "New file detected: user_logs/std_log.txt"],
        "metrics": ["run token file created", "starting disk full checker, reserved_disk_space_bytes: 1400000000",
                    "[prometheus] level=INFO msg=\"Listening on\" component=web port=9090"],
        "snapshot": ["parse_config: Initialized config for snapshot download", "fetch_snapshot: max_retry_duration_in_ms=60000",
                     f"fetch_snapshot: close time.busy=65.4µs time.idle={(started - prepared) / 40:.2f}s"]}
    for name, lines in services.items():
        text = telemetry(f"{name}-capability", prepared + 8)
        text += rust(prepared + 8.2, 0.5, [f"INFO {name}-capability::do_main: {name}_capability: {line}" for line in lines])
        text += rust(ended + 1, 0.3, [f"INFO {name}-capability.end: grpc_utils::server: Got grpc request request_name=\"end\""])
        run.write_text(f"system_logs/{name}_capability/{name}-capability.log", text)


# The two ways in which the runtime's parts print time

def telemetry(part: str, moment: float) -> str:
    return rust(moment, 0, [f"INFO telemetry: job_telemetry_init artifact_type=installed source={part} "
                            "ci_number=20261019.1 ci_name=CommonRuntime-prod-build"])


def rust(start: float, spacing: float, lines: list[str]) -> str:
    clock, text = Clock(start, seed=len(lines)), ""
    for line in lines:
        text += f"{iso(clock.now)[:-1]}{len(text) % 1000:03d}Z  {line}\n"
        clock.advance(spacing, jitter=0.9)
    return text


def python(start: float, spacing: float, lines: list[str]) -> str:
    clock, text = Clock(start, seed=len(lines)), ""
    for line in lines:
        text += f"INFO {stamp(clock.now, '%Y-%m-%d %H:%M:%S')},{int(clock.now * 1000) % 1000:03d} {line}\n"
        clock.advance(spacing, jitter=0.9)
    return text
