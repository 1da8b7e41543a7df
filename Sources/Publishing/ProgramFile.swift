import FileAccess
import Fingerprints

/// The file this program runs from.
enum ProgramFile {
  /// Changes with the program: a new one may make other pages of the same runs.
  static var fingerprint: Fingerprint {
    var hasher = FingerprintHasher()
    if let version = FileBytes.version(of: "/proc/self/exe") {
      hasher.combine(version.size)
      hasher.combine(version.changed)
    }
    return hasher.finish()
  }
}
