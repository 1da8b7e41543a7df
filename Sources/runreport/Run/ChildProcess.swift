// The environment is a variable of C's; nothing else in this program changes it at that time.
@preconcurrency internal import Glibc
import RunLog
import Synchronization

/// A command that runs below this process, with its output and its signals going through it.
enum ChildProcess {
  struct Ending {
    /// As a shell has it: the command's own, 128 + the signal that ended it, 127 where there is none.
    var status: Int32
    /// In words.
    var reason: String
    /// Whether this process was told to end it.
    var isCanceled: Bool

    func outcome(lastWords: String) -> Outcome {
      if status == 0 { return .completed }
      if isCanceled { return .canceled(reason) }
      return .failed(lastWords.isEmpty ? reason : reason + "\n" + lastWords)
    }
  }

  /// The signals that are passed on; those that stop and continue come to the whole group or to nobody.
  private static let passed = [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2]

  /// Runs a command to its end.
  ///
  /// - Parameter environment: variables beside those of this process.
  static func run(_ command: [String], environment: [String: String], tee: OutputTee) -> Ending {
    for (name, value) in environment { setenv(name, value, 1) }
    // Who was started with SIGCHLD ignored is never told that a child has ended.
    signal(SIGCHLD, SIG_DFL)
    var signals = sigset_t()
    var before = sigset_t()
    sigemptyset(&signals)
    // What this process ignores, as under nohup, the command ignores as well: it ends nothing.
    for signal in passed.filter({ !StopSignals.isIgnored($0) }) + [SIGCHLD] { sigaddset(&signals, signal) }
    pthread_sigmask(SIG_BLOCK, &signals, &before)

    let output = pipe()
    let errors = pipe()
    let wake = pipe()
    var child = pid_t()
    let code = spawn(command, &child, output: output.writing, errors: errors.writing, mask: &before)
    close(output.writing)
    close(errors.writing)
    guard code == 0 else {
      let reason = "cannot run \(command[0]): \(String(cString: strerror(code)).lowercased())"
      Terminal.error("error: \(Terminal.printable(reason))")
      return Ending(status: code == ENOENT ? 127 : 126, reason: reason, isCanceled: false)
    }
    let relay = SignalRelay(child, signals, wake: wake.writing)
    relay.start()
    let status = pump([(output.reading, 1), (errors.reading, 2)], wake: wake.reading, child: child, relay, tee)
    return ending(status, wasTold: relay.wasTold)
  }

  private static func ending(_ status: Int32, wasTold: Bool) -> Ending {
    let signal = status & 0x7F
    if signal != 0 {
      let name = String(cString: strsignal(signal))
      return Ending(status: 128 + signal, reason: "ended by signal \(signal) (\(name))", isCanceled: wasTold)
    }
    let code = (status >> 8) & 0xFF
    return Ending(status: code, reason: "exit status \(code)", isCanceled: wasTold)
  }

  /// Hands on what comes until the command has ended and nothing more is there.
  ///
  /// What a command left behind in the background may keep its output open; it is not waited for.
  private static func pump(
    _ sources: [(pipe: Int32, of: Int32)], wake: Int32, child: pid_t, _ relay: SignalRelay, _ tee: OutputTee
  ) -> Int32 {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    defer { buffer.deallocate() }
    var open = sources
    var status: Int32?
    while status == nil || !open.isEmpty {
      var waits = open.map { pollfd(fd: $0.pipe, events: Int16(POLLIN), revents: 0) }
      waits.append(pollfd(fd: wake, events: Int16(POLLIN), revents: 0))
      let count = poll(&waits, nfds_t(waits.count), status == nil ? -1 : 100)
      if count < 0, errno != EINTR { break }
      if count == 0, status != nil { break }
      for (wait, source) in zip(waits, open) where wait.revents != 0 {
        let count = read(source.pipe, buffer.baseAddress, buffer.count)
        if count > 0 {
          tee.take(UnsafeRawBufferPointer(rebasing: buffer[..<count]), of: source.of)
        } else if count == 0 || errno != EINTR {
          open.removeAll { $0.pipe == source.pipe }
          close(source.pipe)
        }
      }
      if let last = waits.last, last.revents != 0 {
        _ = read(wake, buffer.baseAddress, buffer.count)
        status = status ?? relay.collect()
      }
    }
    return status ?? relay.collect(waiting: true) ?? 0
  }

  private static func pipe() -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [-1, -1]
    _ = Glibc.pipe(&ends)
    // The command gets copies of its own under other numbers.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  private static func spawn(
    _ command: [String], _ child: inout pid_t, output: Int32, errors: Int32, mask: inout sigset_t
  ) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // This program ignores closed pipes and holds signals back; the command shall do neither.
    var defaults = sigset_t()
    sigemptyset(&defaults)
    sigaddset(&defaults, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setsigmask(&attributes, &mask)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var words = rawWords(command)
    defer { for word in words { free(word) } }
    words.append(nil)
    return posix_spawnp(&child, words[0]!, &actions, &attributes, words, environ)
  }

  /// The words of a command as they were given: a name that is no UTF-8 is another one once it was text.
  ///
  /// - Parameter command: what stands last on this process's command line.
  private static func rawWords(_ command: [String]) -> [UnsafeMutablePointer<CChar>?] {
    let first = Int(CommandLine.argc) - command.count
    return command.enumerated().map { place, word in
      guard first > 0, let given = CommandLine.unsafeArgv[first + place], String(cString: given) == word else {
        return strdup(word)
      }
      return strdup(given)
    }
  }
}
