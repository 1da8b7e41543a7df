internal import FileAccess
internal import Fingerprints
internal import RunModel

/// Tells from what `runs/search` says of a run whether anything of it changed.
enum RunContent {
  /// Files and the last numbers may arrive a moment after the end that the client reports.
  private static let settlingTime: Int64 = 60_000

  /// Of a run that ended; nil for one that may still log.
  ///
  /// A metric to which older steps are added after the end has the same last value: that is not noticed.
  ///
  /// - Parameter now: the wall clock in milliseconds since 1970.
  static func fingerprint(of run: StructuredValue, now: Int64) -> SourceFingerprint? {
    guard let info = run["info"], let status = info["status"]?.parameterText,
      ended.contains(MLflowStatus.read(status).status),
      let end = info["end_time"].flatMap(AnswerObject.whole), end > 0
    else { return nil }
    return SourceFingerprint(fingerprint: hash(run), isSettled: now &- end > settlingTime)
  }

  private static let ended: Set<RunStatus> = [.completed, .failed, .canceled]

  /// Of a value; members and items are added up, since servers do not promise an order of tags.
  private static func hash(_ value: StructuredValue) -> Fingerprint {
    var hasher = FingerprintHasher()
    switch value {
    case .null: hasher.combine(0 as Int)
    case .bool(let flag): hasher.combine(flag ? 2 : 1)
    case .number(let number):
      hasher.combine(3)
      hasher.combine(number.bitPattern)
    case .integer(let number):
      hasher.combine(4)
      hasher.combine(number)
    case .string(let text):
      hasher.combine(5)
      hasher.combine(text)
    case .list(let items):
      hasher.combine(6)
      hasher.combine(sum(items.lazy.map(hash)))
    case .object(let members):
      hasher.combine(7)
      hasher.combine(
        sum(
          members.lazy.map { member in
            var pair = FingerprintHasher()
            pair.combine(member.name)
            pair.combine(hash(member.value))
            return pair.finish()
          }))
    }
    return hasher.finish()
  }

  private static func sum(_ parts: some Sequence<Fingerprint>) -> Fingerprint {
    parts.reduce(into: Fingerprint.none) { sum, part in
      sum.high &+= part.high
      sum.low &+= part.low
    }
  }
}
