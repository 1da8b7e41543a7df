/// Bytes to be masked, and what readers are told stood there.
struct Mask {
  var range: Range<Int>
  var name: String
  /// False for a further line of what was counted already.
  var isCounted = true
  /// The colours that change within the bytes.
  var colours: [UInt8] = []

  /// What stands in the place of the bytes: plain ASCII, so that it can be read in any encoding.
  var replacement: [UInt8] { Array("[masked: \(name)]".utf8) + colours }

  /// Sorted, and those that overlap made one under the name of the first.
  static func joined(_ masks: [Mask]) -> [Mask] {
    var joined: [Mask] = []
    for mask in masks.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      guard let last = joined.last, last.range.upperBound > mask.range.lowerBound else {
        joined.append(mask)
        continue
      }
      let end = max(last.range.upperBound, mask.range.upperBound)
      joined[joined.count - 1].range = last.range.lowerBound..<end
    }
    return joined
  }
}
