internal import Glibc
import Synchronization

/// Passes signals on to a command, from a thread of its own.
final class SignalRelay: Sendable {
  private struct State {
    /// The command's end, once it was asked for; its number may be another process's from then on.
    var status: Int32?
    var wasTold = false
  }

  private let child: pid_t
  private let signals: sigset_t
  private let wake: Int32
  private let state = Mutex(State())

  /// - Parameters:
  ///   - signals: held back in every thread; SIGCHLD among them.
  ///   - wake: gets a byte when the command has ended.
  init(_ child: pid_t, _ signals: sigset_t, wake: Int32) {
    self.child = child
    self.signals = signals
    self.wake = wake
  }

  /// Whether the command was to be ended from outside.
  var wasTold: Bool { state.withLock { $0.wasTold } }

  /// How the command ended, as `waitpid` has it; nil while it runs.
  func collect(waiting: Bool = false) -> Int32? {
    state.withLock { state in
      var status: Int32 = 0
      var result: pid_t
      repeat { result = waitpid(child, &status, waiting ? 0 : WNOHANG) } while result < 0 && errno == EINTR
      if result == child { state.status = status }
      return state.status
    }
  }

  func start() {
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<SignalRelay>.fromOpaque(argument).takeRetainedValue().relay()
        return nil
      }, Unmanaged.passRetained(self).toOpaque())
    pthread_detach(thread)
  }

  private func relay() {
    var signals = signals
    while true {
      var information = siginfo_t()
      let signal = sigwaitinfo(&signals, &information)
      guard signal > 0 else { continue }
      if signal == SIGCHLD {
        var byte: UInt8 = 1
        write(wake, &byte, 1)
        continue
      }
      state.withLock { state in
        if signal != SIGUSR1, signal != SIGUSR2 { state.wasTold = true }
        // A key of the terminal reaches the command by itself.
        if information.si_code != SignalRelay.fromKernel, state.status == nil { kill(child, signal) }
      }
    }
  }

  /// SI_KERNEL.
  private static let fromKernel: Int32 = 0x80
}
