import TestSupport
import Testing

@testable import Pages

@Suite("Errors and warnings in a log")
struct LogSeverityTests {
  private func verdict(_ line: String) -> SeverityScanner.Verdict { SeverityScanner.verdict(Array(line.utf8)) }

  @Test(
    "these lines tell of an error",
    arguments: [
      "ERROR something broke", "2026-11-23 12:00:00,123 - trainer - ERROR - loss is NaN", "[ERROR] x", "[error] x",
      "ERROR: x",
      "13:07:12 ERROR   training stopped: loss is not finite", "Error: no such file",
      "error: unrecognized arguments: --lr",
      "train.py: error: the following arguments are required", "main.c:12:5: error: expected ';'", "ERROR:root:message",
      "ValueError: bad", "KeyError: 3", "mlflow.exceptions.MlflowException: API request failed",
      "torch.cuda.OutOfMemoryError: CUDA",
      "pydantic.ValidationError: 1 validation error for Config", "E1123 04:12:33.123456 4242 file.cc:12] failed",
      "[E ProcessGroupNCCL.cpp:474] [Rank 0] Watchdog caught",
      "2021-03-21 12:31:26.509353: E tensorflow/cuda/driver.cc:271] failed",
      "level=error msg=\"x\"", "ts=1 level=ERROR msg=x", "{\"level\": \"error\", \"message\": \"x\"}",
      "{\"levelname\":\"ERROR\"}",
      "FATAL: out of range", "fatal: not a git repository", "panic: runtime error",
      "thread 'main' panicked at src/main.rs:3",
      "CUDA error: out of memory", "RuntimeError: CUDA out of memory. Tried to allocate", "Out Of Memory", "Killed",
      "bash: line 3:  4242 Killed                  python train.py", "signal: killed",
      "Segmentation fault (core dumped)",
      "Aborted (core dumped)", "The experiment failed. Finalizing run...", "wandb: ERROR api_key not configured",
      "CRITICAL x",
      "Exception in thread \"main\" java.lang.NullPointerException", "Unhandled exception. x", "npm ERR! code 1",
      "Error: 404 Not Found",
      "[2026-02-01 19:54:25Z] Job failed, job RunId is x", "<error> x", "Fatal Python error: Segmentation fault",
      "12:00 | ERROR | __main__:main:1 - x", "(trainer pid=3) ERROR x",
    ])
  func findsErrors(line: String) {
    #expect(verdict(line) == .error)
  }

  @Test(
    "these lines tell of a warning",
    arguments: [
      "WARNING: x", "WARN step 0", "[WARN] x", "[warning] x", "/lib/a.py:12: UserWarning: Detected call",
      "FutureWarning: x",
      "warning: unused variable", "2026/02/01 19:54:16 WARNING mlflow.models.model: `artifact_path` is deprecated",
      "W1123 04:12:33.1 42 f.cc:1] x", "[W socket.cpp:601] x", "level=warn msg=x",
      "2026-02-01T19:54:18Z  WARN rslex: failed: OOM error",
      "WARNING:tensorflow:From x", "wandb: WARNING x", "[W 2026-11-23 12:00:00,000] Trial 3 failed",
    ])
  func findsWarnings(line: String) {
    #expect(verdict(line) == .warning)
  }

  @Test(
    "these lines do not, whatever words they hold",
    arguments: [
      "0 errors, 0 warnings", "errors: 0", "error_rate=0.1", "error: 0", "error: 0.25 loss: 3", "val_error: 0.31",
      "val error: 0.31",
      "mean squared error: 12", "Training error: 5.2%, epoch 3", "error: None", "\"error\": null,", "test_error 3",
      "error: nan",
      "2026-02-01T19:54:08Z  INFO exit{result=JobResult { error: None }}",
      "INFO 2026 - Cannot find workspace due to: KeyError('x')",
      "INFO: KeyError: seen and handled", "[I 2026-11-23 12:00:00,000] Trial 0 finished",
      "I1123 04:12:33.1 4 f.cc:1] error: x",
      "[info] error: x", "DEBUG error: x", "level=info msg=\"error: x\"", "except ValueError:", "    raise ValueError(",
      "class MyError:",
      "log_level='ERROR'", "NCCL_DEBUG=WARN", "Namespace(log_level=\"WARNING\")", "/var/log/ERROR/x", "error.log",
      "no error", "NO ERROR found",
      "error-free", "non-fatal", "terror", "Traceback", "warnings.warn(", "warnings: 3",
      "inject=['TrackUserError:context_managers.TrackUserError']", "0 ERROR", "killed_by_process=false",
      "loss 0.1 lr 0.0003", "", "=====", "is user error message scrubbing enabled? false",
      "bad_offset_error_retry_count=3", "error",
      "RMSError: 0.25", "an error occurred", "the memory of", "default", "E", "[E]", "E1123", "warning:",
    ])
  func findsNothing(line: String) {
    #expect(verdict(line) == .nothing)
  }

  @Test("a line that tells of something is never passed over by the quick look, coloured or not")
  func hints() {
    let words = [
      "ERROR", "error:", "warn", "WARNING:", "training", "Traceback (most recent call last):", "E1123", "[W x", "loss",
      "3.5",
      "KeyError:", "UserWarning:", "default", "out", "of", "memory", ": E tensorflow/x:", "Killed", "signal:", "panic:",
      "fatal:",
      "Segmentation", "fault", "core", "dumped", "job", "failed", "SEVERE", "[err]", "<wrn>", "level=critical",
      "unhandled",
      "exception", "Exception in thread", "panicked at", "é", "{\"level\":", "\"error\"",
    ]
    var random = RandomNumbers(seed: 21)
    var told = 0
    for _ in 0..<4000 {
      let line = (0..<Int.random(in: 1...5, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }
      let plain = Array(line.joined(separator: " ").utf8)
      let coloured = Array(line.map { "\u{1B}[31m\($0)\u{1B}[0m" }.joined(separator: " ").utf8)
      guard SeverityScanner.verdict(plain) != .nothing else { continue }
      told += 1
      let isHinted = SeverityHint.isIn(plain.span) && SeverityHint.isIn(coloured.span)
      #expect(isHinted, "\(line)")
    }
    #expect(told > 1000)
    for line in ["2026 INFO loss 0.25 memory 30.1 GB", "training iteration 3 of 10", "", "validation option"] {
      let bytes = Array(line.utf8)
      let isHinted = SeverityHint.isIn(bytes.span)
      #expect(!isHinted, "\(line)")
    }
  }

  private func judge(_ lines: [String]) -> [LogJudge.Verdict] {
    var judge = LogJudge()
    return lines.map { judge.judge(Array($0.utf8)) }
  }

  @Test("a traceback is one error, told by its last line", arguments: ["", "[rank0]: ", "(worker pid=7) "])
  func followsTraceback(prefix: String) {
    let lines = [
      "Traceback (most recent call last):", "  File \"a.py\", line 1", "    error: x", "pkg.SomeError: bad", "next",
    ]
    #expect(
      judge(lines.map { prefix + $0 }) == [.tracebackStart, .tracebackPart, .tracebackPart, .tracebackEnd, .nothing])
    #expect(judge([prefix + lines[0], prefix + "  x", prefix + "KeyboardInterrupt"]).last == .tracebackEnd)
  }

  @Test("lines of others between those of a traceback do not end it")
  func toleratesOthers() {
    let verdicts = judge([
      "[rank0]: Traceback (most recent call last):", "[rank1]: fine", "12:00 WARNING x", "[rank0]: KeyError: 1",
    ])
    #expect(verdicts == [.tracebackStart, .nothing, .warning, .tracebackEnd])
  }

  @Test("a chain of tracebacks is one error, told by its last")
  func followsChain() {
    let lines = [
      "Traceback (most recent call last):", "  x", "KeyError: 1", "",
      "During handling of the above exception, another exception occurred:",
      "", "Traceback (most recent call last):", "  y", "RuntimeError: end", "Traceback (most recent call last):",
      "OSError: other",
    ]
    var findings = LogFindings()
    for (number, (line, verdict)) in zip(lines, judge(lines)).enumerated() {
      findings.add(verdict, line: number + 1, text: Array(line.utf8))
    }
    findings.finish()
    #expect(findings.errorCount == 2)
    #expect(findings.listed.map(\.line) == [9, 11])
  }

  @Test("equal findings are listed once, and the last error is listed whatever came before")
  func listsFindings() {
    var findings = LogFindings()
    func add(_ verdict: LogJudge.Verdict, _ line: Int, _ text: String) {
      findings.add(verdict, line: line, text: Array(text.utf8))
    }
    for number in 1...100 { add(.warning, number, "12:00:\(number) WARN the same") }
    add(.warning, 101, "  WARN another " + String(repeating: "é", count: 300))
    #expect(findings.listed.map(\.count) == [100, 1])
    #expect(findings.listed[1].text.count < 260 && String(validating: findings.listed[1].text, as: UTF8.self) != nil)
    for number in 0..<20 { add(.error, 200 + number, "ERROR " + String(repeating: "x", count: number)) }
    findings.finish()
    #expect(findings.errorCount == 20 && findings.warningCount == 101)
    #expect(findings.listed.map(\.line) == Array(200...210) + [219])
  }
}
