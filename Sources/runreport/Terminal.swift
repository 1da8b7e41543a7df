import ArgumentParser
internal import Glibc

/// What a command says, in whole lines.
enum Terminal {
  /// Whether messages go to a person's screen.
  static let isInteractive = isScreen(2)

  /// Whether what is written to a descriptor goes to a person's screen.
  static func isScreen(_ descriptor: Int32) -> Bool {
    isatty(descriptor) == 1 && environment("TERM") != "dumb"
  }

  /// How many columns the screen has.
  static var width: Int {
    var size = winsize()
    guard ioctl(isatty(2) == 1 ? 2 : 1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// A line to standard error.
  static func error(_ line: String) { write(line + "\n", to: 2) }

  /// A text from a store or a file, nothing in which may steer the terminal.
  ///
  /// - Parameter keepsLines: whether line feeds and tabs stay.
  static func printable(_ text: String, keepsLines: Bool = false) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let stays = !steers(scalar) || keepsLines && (scalar == "\n" || scalar == "\t")
      result.unicodeScalars.append(stays ? scalar : "\u{FFFD}")
    }
    return result
  }

  /// Control characters, and those that turn the order of letters around or end a line.
  private static func steers(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case ..<0x20, 0x7F..<0xA0, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// Text to standard output, with which a command is done.
  ///
  /// - Throws: the exit code: a reader that went away (`| head`) is no error, a full disk is one, and told.
  static func output(_ bytes: [UInt8]) throws {
    if try !stream(bytes[...]) { throw ExitCode.success }
  }

  /// JSON, CSV or HTML to standard output, as `output` has it.
  static func data(_ bytes: [UInt8]) throws { try output(harmless(bytes)) }

  /// What of data goes to standard output: to a file or a program every byte, to a screen nothing that steers it.
  static func harmless(_ bytes: [UInt8]) -> [UInt8] {
    guard isatty(1) == 1 else { return bytes }
    return Array(printable(String(decoding: bytes, as: UTF8.self), keepsLines: true).utf8)
  }

  /// A text to a screen; one that cannot be written is nobody's loss.
  static func write(_ text: String, to descriptor: Int32) { _ = write(Array(text.utf8)[...], to: descriptor) }

  /// Bytes to standard output.
  ///
  /// - Returns: false once nobody reads them any more.
  /// - Throws: the exit code, if they cannot be written for another reason, which is told.
  static func stream(_ bytes: ArraySlice<UInt8>) throws -> Bool {
    let code = write(bytes, to: 1)
    if code == 0 || code == EPIPE { return code == 0 }
    error("error: cannot write to standard output: \(String(cString: strerror(code)).lowercased())")
    throw SystemExit.inputOutput
  }

  /// - Returns: 0, or the value of `errno`.
  private static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Int32 {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      if count < 0 && errno == EAGAIN {
        // Somebody who shares the descriptor made it one that does not wait.
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&waiting, 1, -1)
        continue
      }
      if count <= 0 { return count < 0 ? errno : EIO }
      rest = rest.dropFirst(count)
    }
    return 0
  }

  /// Does nothing for a while.
  static func pause(_ seconds: Double) { usleep(UInt32(max(0, seconds) * 1e6)) }

  /// Makes a closed pipe an error of `write` instead of a signal that kills without a word.
  static func ignoreClosedPipes() { signal(SIGPIPE, SIG_IGN) }

  /// How many cores this process may use.
  static var coreCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Seconds since some fixed moment.
  static var seconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The wall clock in milliseconds since 1970.
  static var wallClock: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  /// A variable of the environment that is set to something.
  static func variable(_ name: String) -> String? { environment(name).flatMap { $0.isEmpty ? nil : $0 } }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The whole of standard input, without the line feeds at its end.
  static func everyLine() -> String {
    var lines: [String] = []
    while let line = readLine() { lines.append(line) }
    while lines.last == "" { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  /// A variable of the environment.
  static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
