internal import Dispatch
internal import Glibc
import Publishing

/// Turns the signals that end a program into a word to a watcher; a second one ends the program at once.
final class StopSignals {
  private let sources: [any DispatchSourceSignal]

  init(_ token: StopToken) {
    sources = [SIGINT, SIGTERM, SIGHUP].filter { !StopSignals.isIgnored($0) }.map { number in
      // The source sees it all the same.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        token.stop()
        signal(number, SIG_DFL)
      }
      source.resume()
      return source
    }
  }

  /// Whether who started this program does not want it to hear a signal, as `nohup` does with that of closed terminals.
  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    let ignoring = 1
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == ignoring
  }
}
