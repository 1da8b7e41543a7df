import ArgumentParser
import Digests
import FileAccess
import Pages
import Publishing
import RunLog
import RunStores
import Serving

/// Exit codes by sysexits(3), so that scripts can tell what went wrong.
enum SystemExit {
  /// Something had to be left out and `--strict` was given (EX_DATAERR).
  static let data = ExitCode(65)
  /// No store where one was named (EX_NOINPUT).
  static let noInput = ExitCode(66)
  /// The address to serve at cannot be had (EX_UNAVAILABLE).
  static let unavailable = ExitCode(69)
  /// The output cannot be made (EX_CANTCREAT).
  static let cannotCreate = ExitCode(73)
  /// Reading or writing failed on the way (EX_IOERR).
  static let inputOutput = ExitCode(74)
  /// Settings or a template that cannot be read (EX_CONFIG).
  static let configuration = ExitCode(78)

  /// Runs a command's work, says what went wrong, and ends with the code for it.
  static func guarding(_ work: () throws -> Void) throws {
    do {
      try work()
    } catch let failure as StoreFailure {
      throw report("\(failure)", noInput)
    } catch let failure as RunLogError {
      throw report(failure.description, code(of: failure))
    } catch let failure as RunSearchFailure {
      throw report("\(failure)", noInput)
    } catch let failure as ExperimentFailure {
      throw report("\(failure)", noInput)
    } catch let failure as ServerFailure {
      throw report("\(failure)", unavailable)
    } catch let failure as OutputFailure {
      throw report("\(failure)", cannotCreate)
    } catch let failure as TemplateFailure {
      throw report("\(failure)", configuration)
    } catch let failure as CacheFailure {
      throw report("\(failure)", inputOutput)
    } catch let failure as FileFailure {
      throw report("\(failure)", inputOutput)
    }
  }

  private static func code(of failure: RunLogError) -> ExitCode {
    switch failure.kind {
    case .notFound: noInput
    case .notPermitted, .exists: cannotCreate
    case .invalid, .damaged: data
    case .noSpace, .ended, .system: inputOutput
    }
  }

  /// Paths, ids and names in a message come from stores; some messages have several lines.
  private static func report(_ message: String, _ code: ExitCode) -> ExitCode {
    Terminal.error("error: " + Terminal.printable(message, keepsLines: true))
    return code
  }
}
