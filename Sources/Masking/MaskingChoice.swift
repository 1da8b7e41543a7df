public import Fingerprints

/// Which secrets are masked: the rules that are built in but for some, and rules of the user's own.
public struct MaskingChoice: Sendable, Hashable {
  /// A rule of the user's own.
  public struct AddedRule: Sendable, Hashable {
    /// What readers are told stood there.
    public var name: String
    /// A regular expression; of one with groups only the first group is masked.
    public var pattern: String

    public init(name: String, pattern: String) {
      self.name = name
      self.pattern = pattern
    }

    /// What is wrong with a pattern, in a few words; nil if nothing is.
    public static func problem(with pattern: String) -> String? {
      do {
        let regex = try Regex(pattern)
        return "".wholeMatch(of: regex) == nil ? nil : "it fits what is empty"
      } catch {
        return "\(error)"
      }
    }
  }

  public var added: [AddedRule]
  public var off: Set<SecretKind>

  public init(added: [AddedRule] = [], off: Set<SecretKind> = []) {
    self.added = added
    self.off = off
  }

  /// To be raised with every change of what the rules find: texts masked by others are read again.
  private static let version = 2

  /// Stands for all that decides what is masked.
  public var fingerprint: Fingerprint {
    var hasher = FingerprintHasher()
    hasher.combine(MaskingChoice.version)
    for rule in added {
      hasher.combine(rule.name)
      hasher.combine(rule.pattern)
    }
    for kind in SecretKind.allCases { hasher.combine(off.contains(kind)) }
    return hasher.finish()
  }
}
