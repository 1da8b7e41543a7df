import Digests
import Fingerprints

/// Gathers what a job depends on.
struct InputList {
  private(set) var inputs: [JobRecord.Input]

  init(_ inputs: [JobRecord.Input] = []) {
    self.inputs = inputs
  }

  /// Adds one thing.
  ///
  /// - Parameter label: ends the sentence "made again because … changed".
  mutating func add(_ label: String, _ take: (inout FingerprintHasher) throws -> Void) rethrows {
    var hasher = FingerprintHasher()
    try take(&hasher)
    inputs.append(.init(label: label, fingerprint: hasher.finish()))
  }
}
