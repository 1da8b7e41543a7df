internal import RunModel

/// A variable of Slurm's among the parameters or tags of a run.
struct SlurmVariable: Sendable {
  /// In capitals, without `SLURM_` or, for what the daemon of a node sets, `SLURMD_`: `JOB_NODELIST`.
  let name: String
  let value: String

  /// From `slurm_nnodes` to what is longer than any name of Slurm's, whatever stands before it.
  private static let lengths = 12...128
  /// The last letters of the names that are asked for.
  private static let ends = Array("enst".utf8)

  /// Nil for what is none, or has no value.
  ///
  /// A name may stand behind others (`env.SLURM_NNODES`), be in small letters, or be split where groups are
  /// (`slurm/job_nodelist`).
  init?(_ pair: NamedValue) {
    let name = pair.name.utf8
    // Asked of every parameter and tag there is.
    guard SlurmVariable.lengths.contains(name.count), let end = name.last, SlurmVariable.ends.contains(end | 0x20),
      !pair.value.isEmpty
    else { return nil }
    let word = Array("slurm".utf8)
    var place = name.startIndex
    while let found = name[place...].firstIndex(where: { $0 | 0x20 == word[0] }) {
      place = name.index(after: found)
      guard name[found...].prefix(5).elementsEqual(word, by: { $0 | 0x20 == $1 }) else { continue }
      // `NOT_SLURM_NNODES` is another word.
      if found > name.startIndex, SlurmVariable.isOfWord(name[name.index(before: found)]) { return nil }
      var rest = name[found...].dropFirst(5)
      if rest.first.map({ $0 | 0x20 == 0x64 }) == true { rest = rest.dropFirst() }
      guard let mark = rest.first, [0x5F, 0x2E, 0x2F].contains(mark) else { return nil }
      let variable = String(decoding: rest.dropFirst(), as: UTF8.self).uppercased()
      // In a group of settings it is what somebody asks for, if ever the run goes to Slurm.
      if mark != 0x5F, variable == "PARTITION" { return nil }
      self.name = variable
      value = pair.value
      return
    }
    return nil
  }

  /// A letter, a digit, an underscore, or part of a character beyond ASCII.
  private static func isOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x80...: true
    default: false
    }
  }
}
