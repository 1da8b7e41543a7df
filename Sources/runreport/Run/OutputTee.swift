internal import Glibc

/// What a command prints, on its way to a log of the run and to where it would have gone.
final class OutputTee {
  private let path: String
  private var log: Int32
  /// Descriptors of ours that nobody reads any more.
  private var closed: Set<Int32> = []
  /// The last bytes of standard error.
  private var tail: [UInt8] = []

  private static let tailLimit = 4096
  private static let lineLimit = 20

  init(_ folder: String) {
    mkdir(folder + "/logs", 0o777)
    path = folder + "/logs/output.log"
    log = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    if log < 0 { tellLoss() }
  }

  deinit {
    if log >= 0 { close(log) }
  }

  /// - Parameter descriptor: 1 or 2.
  func take(_ bytes: UnsafeRawBufferPointer, of descriptor: Int32) {
    if !closed.contains(descriptor), !write(bytes, to: descriptor) { closed.insert(descriptor) }
    if log >= 0, !write(bytes, to: log) {
      tellLoss()
      close(log)
      log = -1
    }
    if descriptor == 2 {
      tail += bytes.suffix(OutputTee.tailLimit)
      tail.removeFirst(max(0, tail.count - OutputTee.tailLimit))
    }
  }

  /// The last lines of standard error.
  var lastWords: String {
    var lines = String(decoding: tail, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    if tail.count == OutputTee.tailLimit, lines.count > 1 { lines.removeFirst() }
    while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    return lines.suffix(OutputTee.lineLimit).joined(separator: "\n")
  }

  private func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = Glibc.write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN {
        var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&wait, 1, -1)
        continue
      }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }

  private func tellLoss() {
    let reason = String(cString: strerror(errno)).lowercased()
    Terminal.error("warning: the command's output is not kept any further: cannot write \(path): \(reason)")
  }
}
