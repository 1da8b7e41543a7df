internal import Glibc
import Publishing

/// Turns the signals that end a program into a word to what waits for it; a second one ends the program at once.
enum StopSignals {
  /// Told to stop by the first signal.
  private static let token = StopToken()

  /// Listens from now on.
  static func token(listeningTo numbers: [Int32] = [SIGINT, SIGTERM, SIGHUP]) -> StopToken {
    // Made before any signal can ask for it: a handler may do little more than set a flag and write a byte.
    let token = token
    for number in numbers where !isIgnored(number) {
      signal(number) { number in
        StopSignals.token.stop()
        signal(number, SIG_DFL)
      }
    }
    return token
  }

  /// Whether who started this program does not want it to hear a signal, as `nohup` does with that of closed terminals.
  static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    let ignoring = 1
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == ignoring
  }
}
